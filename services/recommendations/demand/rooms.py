"""Rooms as the programme tells of them: how many they hold, and when they are free."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from services.recommendations.domain.session import Session


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms of a programme.

    What a room holds is not said anywhere, but the most that any session in it may have is; None where none of them
    has a limit.
    """

    sessions: tuple[Session, ...]

    def names(self) -> list[str]:
        """All of them."""
        return sorted({session.room for session in self.sessions})

    def holds(self, room: str) -> int | None:
        """How many people go into it, None where there is no limit."""
        limits = [one.capacity for one in self.sessions if one.room == room and one.capacity is not None]
        return max(limits, default=None)

    def free(self, room: str, start: datetime, end: datetime, but: Collection[str] = ()) -> bool:
        """Whether nothing is in it then, but perhaps the sessions of these guids."""
        return not any(
            one.room == room and one.start < end and start < one.end and one.guid not in but for one in self.sessions
        )

    def close(self, day: date, zone: tzinfo) -> datetime:
        """When the last session of a day is over that has any."""
        return max(one.end for one in self.sessions if one.start.astimezone(zone).date() == day)

    def best_free(self, start: datetime, end: datetime) -> str | None:
        """The largest that is free then, the first by name among equals."""
        free = [room for room in self.names() if self.free(room, start, end)]
        return min(free, key=lambda room: (-_size(self.holds(room)), room), default=None)


def _size(holds: int | None) -> float:
    return float("inf") if holds is None else holds
