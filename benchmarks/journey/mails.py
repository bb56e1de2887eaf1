"""When each mail arrived, by the clock of the sink: it names the file of a mail by the nanosecond of its arrival."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Nanoseconds since 1970, by recipient."""

    confirmations: dict[str, int] = field(default_factory=dict)
    agendas: dict[str, int] = field(default_factory=dict)


def wait_for(directory: Path, count: int, seconds: float, told: Callable[[int], None]) -> None:
    """Return when so many mails are there, or no more come for so long."""
    seen, moved = 0, time.monotonic()
    while seen < count and time.monotonic() - moved < seconds:
        time.sleep(0.5)
        found = sum(1 for _ in directory.glob("*.eml"))
        if found > seen:
            seen, moved = found, time.monotonic()
            told(found)


def arrivals(directory: Path) -> Arrivals:
    """All mails in the folder of the sink. A second mail of a kind to the same person raises ValueError."""
    found = Arrivals()
    for path in directory.glob("*.eml"):
        content = path.read_bytes()
        # Only a confirmation has a save-the-date attached.
        kind = found.confirmations if b"save-the-date.ics" in content else found.agendas
        recipient = _recipient(content)
        if recipient in kind:
            raise ValueError("somebody got the same mail twice")
        kind[recipient] = int(path.stem)
    return found


def _recipient(content: bytes) -> str:
    for line in content.split(b"\r\n", 5):
        if line.startswith(b"Delivered-To: "):
            return line[14:].decode()
    raise ValueError("a mail for nobody")
