"""docker-compose.yml and the files around it, as the tests read them."""

import re
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE_FILE = PROJECT / "docker-compose.yml"

TEXT = COMPOSE_FILE.read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
PARTS: dict[str, dict[str, Any]] = COMPOSE["services"]

SERVICES = ("registration", "recommendations", "notifications")
ONE_SHOTS = ("provision", "mongo-prepare", "mongo-init", "cli")
SERVERS = tuple(name for name in PARTS if name not in ONE_SHOTS)

REFERENCE = re.compile(r"\$\{(?P<name>[A-Z0-9_]+)(?P<operator>:[-?])?(?P<rest>[^}]*)\}")
"""`${NAME:-default}` or `${NAME:?message}`."""


def environment(part: str) -> dict[str, str]:
    """The variables of one part, before values are filled in."""
    found: dict[str, str] = PARTS[part].get("environment", {})
    return found


def read(path: str) -> str:
    """A file of the project."""
    return (PROJECT / path).read_text()
