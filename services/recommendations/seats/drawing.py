"""Where the parts of the pictures of seats are: bars beside the line of all seats, and how shares are distributed."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.recommendations.seats.answers import SessionSeats
from services.recommendations.seats.outcomes import Outcome
from shared.charts import Segment, segments, share

SESSIONS = 20
"""Bars drawn; the table has all."""
WIDEST = 3.0
"""So many times the seats of a session are drawn at most; the numbers tell the rest."""
PLOT, STEP, TOP, BASE = 300, 30, 62, 142
"""Units of the histogram: how wide, how wide one tenth, where columns end and begin."""
WORDS = 110
"""So wide are the words of a mark."""


@dataclass(frozen=True, slots=True)
class SeatBar:
    """A session as a bar: parts in percent, and the line where its seats end, at the same place in every bar."""

    session: SessionSeats
    parts: Sequence[Segment]
    limit: float


@dataclass(frozen=True, slots=True)
class Column:
    """One tenth of the shares."""

    tenth: int
    people: int | None
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A share that is marked: where its line is, and its words beside it, each on a line of its own."""

    name: str
    part: float
    x: float
    y: int
    before: bool
    """The words end at the line rather than begin there."""


def in_order(sessions: Sequence[SessionSeats]) -> list[SessionSeats]:
    """What matters first: too many, waited for, then the fullest."""
    return sorted(sessions, key=lambda one: (-one.overbooked, -one.waiting, -_full(one), one.title, one.guid))


def bars(sessions: Sequence[SessionSeats]) -> list[SeatBar]:
    """The first of them as bars, all to one scale: full is full, whatever the size of the room."""
    drawn = sessions[:SESSIONS]
    widest = min(WIDEST, max([1.0, *(_full(one, one.waiting) for one in drawn)]))
    return [SeatBar(one, _parts(one, widest), round(100 / widest, 2)) for one in drawn]


def columns(outcome: Outcome) -> list[Column]:
    """How many have how much of their own best day."""
    most = max([people or 0 for people in outcome.tenths], default=0)
    heights = [(BASE - TOP) * share(people or 0, most) / 100 for people in outcome.tenths]
    return [
        Column(tenth, people, tenth * STEP, round(BASE - height, 1), round(height, 1))
        for tenth, (people, height) in enumerate(zip(outcome.tenths, heights, strict=True))
    ]


def marks(outcome: Outcome) -> list[Mark]:
    """The least share, that of the nineteenth of twenty, and the one in the middle, whose words are on top: where they
    end at their lines, no line goes through the words of another."""
    shares = outcome.fact.shares
    named = [("least", shares.least), ("p5", shares.p5), ("median", shares.median)]
    return [
        Mark(name, part, round(PLOT * part, 1), 50 - 18 * row, before=PLOT * part > WORDS)
        for row, (name, part) in enumerate(named)
    ]


def _full(session: SessionSeats, more: int = 0) -> float:
    """How many times its seats are taken."""
    return (session.held + more) / session.capacity


def _parts(session: SessionSeats, widest: float) -> list[Segment]:
    # In thousandths of the scale, so that what is beyond it can be cut off.
    scale, used, found = round(1000 * widest), 0, {}
    numbers = {
        "held": session.held - session.overbooked,
        "overbooked": session.overbooked,
        "waiting": session.waiting,
    }
    for name, number in numbers.items():
        found[name] = min(round(1000 * number / session.capacity), scale - used)
        used += found[name]
    return segments(found, scale)
