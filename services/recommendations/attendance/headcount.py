"""How many planned to come, how many came, and what credit that gives: of no group of fewer than five people."""

from collections import Counter
from collections.abc import AsyncIterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.recommendations.attendance.accounts import Presence
from services.recommendations.demand.small_groups import shown
from services.recommendations.programmes import Current
from shared.contracts.recommendations import Session


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
    credited: int | None
    """Those of them who have hours of credit."""
    hours: Decimal | None
    """All of theirs together."""
    by_hours: Sequence[int | None]
    """How many have less than one hour of credit, from one to less than two, and so on."""


async def headcount(current: Current, planned: Mapping[str, int], everybody: AsyncIterable[Presence]) -> Headcount:
    """Count once through everybody who was scanned."""
    came: Counter[str] = Counter()
    by_hours: Counter[int] = Counter()
    scanned, hours = 0, Decimal(0)
    async for presence in everybody:
        scanned += 1
        came.update({stay.guid for stay in presence.stays})
        if presence.ledger.hours:
            hours += presence.ledger.hours
            by_hours[int(presence.ledger.hours)] += 1
    counts = [
        SessionCount(session, shown(planned.get(guid, 0)), shown(came[guid]))
        for guid, session in current.sessions.items()
    ]
    credited = shown(by_hours.total())
    return Headcount(
        sessions=sorted(counts, key=_order),
        scanned=shown(scanned),
        credited=credited,
        hours=hours if credited else None,
        by_hours=[shown(by_hours[hour]) for hour in range(max(by_hours, default=-1) + 1)],
    )


def _order(count: SessionCount) -> tuple[int, int, float, str]:
    return -(count.came or 0), -(count.planned or 0), count.session.start.timestamp(), count.session.guid
