"""How many planned to come, how many came, and what credit that gives: of no group of fewer than five people."""

from collections import Counter
from collections.abc import AsyncIterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.recommendations.attendance.accounts import Presence
from services.recommendations.demand.small_groups import shown
from services.recommendations.programmes import Current
from shared.contracts.recommendations import Session

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class SessionCount:
    """One session. None: fewer than five people, perhaps nobody."""

    session: Session
    planned: int | None
    """In so many agendas."""
    came: int | None
    """So many were in it, however long."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """A conference."""

    sessions: Sequence[SessionCount]
    """Those most people came to first, then those most plan to."""
    scanned: int | None
    """People who were seen at all."""
    by_hours: Sequence[int | None]
    """How many have less than one hour of credit, from one to less than two, and so on."""

    @property
    def credited(self) -> int:
        """People of those groups that are shown."""
        return sum(people or 0 for people in self.by_hours)

    @property
    def hours(self) -> Decimal:
        """About what they have together: each has the middle of their group.

        The exact sum would tell what somebody has who was the only one to come between two looks.
        """
        return sum(((hour + _HALF) * (people or 0) for hour, people in enumerate(self.by_hours)), Decimal(0))


async def headcount(current: Current, planned: Mapping[str, int], everybody: AsyncIterable[Presence]) -> Headcount:
    """Count once through everybody who was scanned."""
    came: Counter[str] = Counter()
    by_hours: Counter[int] = Counter()
    scanned = 0
    async for presence in everybody:
        scanned += 1
        came.update({stay.guid for stay in presence.stays})
        if presence.ledger.hours:
            by_hours[int(presence.ledger.hours)] += 1
    counts = [
        SessionCount(session, shown(planned.get(guid, 0)), shown(came[guid]))
        for guid, session in current.sessions.items()
    ]
    return Headcount(
        sessions=sorted(counts, key=_order),
        scanned=shown(scanned),
        by_hours=_as_shown(by_hours),
    )


def _as_shown(by_hours: Mapping[int, int]) -> list[int | None]:
    """Up to the last group that is shown: how far others reach tells of them."""
    groups = {hour: people for hour, each in by_hours.items() if (people := shown(each))}
    return [groups.get(hour) for hour in range(max(groups, default=-1) + 1)]


def _order(count: SessionCount) -> tuple[int, int, float, str]:
    return -(count.came or 0), -(count.planned or 0), count.session.start.timestamp(), count.session.guid
