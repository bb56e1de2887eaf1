"""A nats-server of our own, with JetStream and the users of deploy/nats/nats.conf."""

import json
import socket
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

from deploy.local import binaries
from deploy.local.children import PROJECT, Child
from deploy.local.credentials import nats_environment, new_nats_passwords
from deploy.local.part import Part
from deploy.local.ports import LOOPBACK, free_port

CONFIGURATION = PROJECT / "deploy" / "nats" / "nats.conf"


class NatsServer(Part):
    """Keeps its streams in `directory`. Port and passwords are chosen once, so `start()` after `kill()` is
    the same server to its clients.

    >>> with NatsServer(tmp_path / "nats") as nats:
    ...     nats.url, nats.url_for("registration")
    """

    def __init__(
        self,
        directory: Path,
        *,
        port: int | None = None,
        passwords: Mapping[str, str] | None = None,
        configuration: Path = CONFIGURATION,
        log: Path | None = None,
    ) -> None:
        self.port = port or free_port()
        self.passwords = dict(passwords or new_nats_passwords())
        self._server_name = f"local-{token_hex(6)}"
        command: list[str | Path] = [
            binaries.nats_server(),
            *("-c", configuration, "-js", "-n", self._server_name),
            *("-a", LOOPBACK, "-p", str(self.port), "-sd", directory.resolve()),
        ]
        log = log or directory / "nats-server.log"
        super().__init__("nats-server", Child(command, log, nats_environment(self.passwords)))

    @property
    def url(self) -> str:
        """The operator's: may do everything."""
        return self.url_for("operator")

    def url_for(self, user: str) -> str:
        """The URL of one user of the configuration."""
        return f"nats://{user}:{self.passwords[user]}@{LOOPBACK}:{self.port}"

    def ready(self) -> bool:
        """The server on the port greets with our name (another one may have taken a fixed port)."""
        greeting = _greeting(self.port)
        return greeting.get("server_name") == self._server_name and greeting.get("jetstream") is True


def _greeting(port: int) -> dict[str, object]:
    """What a NATS server says first to everyone who connects: `INFO {...}`, one line."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            line = connection.makefile("rb").readline(64 * 1024)
        greeting = json.loads(line.removeprefix(b"INFO "))
    except (OSError, ValueError):
        return {}
    return greeting if isinstance(greeting, dict) else {}
