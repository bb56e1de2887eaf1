"""Passwords and tokens of a local stack: made at random once, kept in a file only its owner reads."""

import json
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Self

from deploy.local.private_file import write_private

NATS_USERS = ("operator", "registration", "recommendations", "notifications", "integrator")


def new_secret() -> str:
    """A secret that starts with a letter.

    nats-server reads a password from its environment as a configuration value, and one that starts with a
    digit would be read as a number.
    """
    return "s" + secrets.token_hex(24)


def new_nats_passwords() -> dict[str, str]:
    """A password for each user of deploy/nats/nats.conf."""
    return {user: new_secret() for user in NATS_USERS}


def nats_environment(passwords: dict[str, str]) -> dict[str, str]:
    """The variables deploy/nats/nats.conf reads."""
    return {f"NATS_{user.upper()}_PASSWORD": password for user, password in passwords.items()}


@dataclass(frozen=True)
class Credentials:
    """Every secret of a local stack."""

    organiser_token: str = field(default_factory=new_secret)
    organiser_password: str = field(default_factory=new_secret)
    integrator_token: str = field(default_factory=new_secret)
    link_secrets: str = field(default_factory=new_secret)
    nats_passwords: dict[str, str] = field(default_factory=new_nats_passwords)

    @classmethod
    def kept_in(cls, path: Path) -> Self:
        """Those of the last run; whatever the file does not have yet is made and kept."""
        known = {name.name for name in fields(cls)}
        kept = json.loads(path.read_text()) if path.exists() else {}
        credentials = cls(**{name: value for name, value in kept.items() if name in known})
        for user, password in new_nats_passwords().items():
            credentials.nats_passwords.setdefault(user, password)
        write_private(path, json.dumps(asdict(credentials), indent=2) + "\n")
        return credentials
