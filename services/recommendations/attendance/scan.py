"""A scan: somebody came into a session or went out of it, at a second. What makes two of them the same, and which of
them cannot be."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from shared.contracts.envelope import name_based_id
from shared.contracts.recommendations import Witness

DOORS_OPEN = timedelta(hours=1)
"""Before a session starts, nobody is let in earlier than this."""
DOORS_CLOSE = timedelta(hours=2)
"""After a session ended, nobody is seen leaving it later than this."""
CLOCKS_DIFFER = timedelta(minutes=2)
"""How far the clock of a device at the door may be ahead of ours."""


class Way(StrEnum):
    """Which way somebody went. Those who leave at a second leave before anybody comes in: the order counts."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Scan:
    """One passage through a door. `id` is what makes it the same one when it is told again."""

    id: str
    guid: str
    way: Way
    at: datetime
    by: Witness


class Mistimed(StrEnum):
    """Why there can be no scan of a session at a time."""

    AHEAD = "ahead"
    """It lies in the future."""
    EARLY = "early"
    """The doors were not open."""
    LATE = "late"
    """The session was over."""


def second(at: datetime) -> datetime:
    """The second it happened in, UTC. More is noise: devices disagree by more than that."""
    return at.astimezone(UTC).replace(microsecond=0)


def scan_id(participant: str, conference: str, guid: str, way: Way, at: datetime) -> str:
    """The id of a scan told with its time, on whichever device, however often."""
    return name_based_id(participant, f"{conference}/{guid}/{way}/{int(at.timestamp())}")


def keyed_id(participant: str, conference: str, key: str) -> str:
    """The id of a scan told with an idempotency key, whose time is when it first came here."""
    return name_based_id(participant, f"{conference}/key/{key}")


def mistimed(way: Way, at: datetime, start: datetime, end: datetime, now: datetime) -> Mistimed | None:
    """What is wrong with the time of a scan; None if nothing is."""
    if at > now + CLOCKS_DIFFER:
        return Mistimed.AHEAD
    if at < start - DOORS_OPEN:
        return Mistimed.EARLY
    if at > (end if way is Way.IN else end + DOORS_CLOSE):
        return Mistimed.LATE
    return None
