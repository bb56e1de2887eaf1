"""Ports on the loopback interface."""

import random
import socket
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
EPHEMERAL_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")


@dataclass(frozen=True, slots=True)
class Port:
    """A port to listen on, and the default it stands in for when that one was busy."""

    number: int
    instead_of: int | None = None

    @property
    def note(self) -> str:
        """For the table of addresses."""
        return f"{self.instead_of} was busy" if self.instead_of else ""


class Ports:
    """Gives out ports, none twice."""

    def __init__(self) -> None:
        self._given: set[int] = set()

    def choose(self, default: int | None) -> Port:
        """The default if it can be had, otherwise a free one; None asks for any free one."""
        if default is not None and self._take(default):
            return Port(default)
        # Below the range that outgoing connections draw from: a server that is killed must get its port back,
        # and a client that keeps dialling a dead port inside that range can end up connected to itself.
        for candidate in random.sample(range(10_000, _first_ephemeral()), 1_000):
            if self._take(candidate):
                return Port(candidate, instead_of=default)
        raise OSError("no free port on the loopback interface")

    def _take(self, number: int) -> bool:
        if number in self._given or not is_free(number):
            return False
        self._given.add(number)
        return True


def is_free(number: int) -> bool:
    """Whether a server could listen there now. Connections that linger after a close do not count."""
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((LOOPBACK, number))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Any free port."""
    return Ports().choose(None).number


def accepts_connections(number: int) -> bool:
    """Whether anything listens there."""
    try:
        socket.create_connection((LOOPBACK, number), timeout=1).close()
    except OSError:
        return False
    return True


def _first_ephemeral() -> int:
    try:
        return max(12_000, int(EPHEMERAL_RANGE.read_text().split()[0]))
    except (OSError, ValueError):
        return 32_768
