"""Where the parts of the pictures of demand are: bars in percent, the grid of clashes in units of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from services.recommendations.demand.answers import FiguresAnswer, SessionAnswer
from services.recommendations.demand.figures import ClashDemand
from shared.charts import share

SESSIONS = 20
"""Bars drawn; the table has all."""
SIDE = 8
"""Sessions of the grid."""
CELL = 34.0
"""Units a cell of the grid is wide."""
_FULL = 13.0


@dataclass(frozen=True, slots=True)
class SessionBar:
    """A session with how many would come and its seats, in percent of the widest."""

    session: SessionAnswer
    width: float
    seats: float | None
    """Where the line of its seats is; None where it has no limit, or one far beyond all bars."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many want both of two sessions: a circle above the diagonal, the number below it."""

    people: int
    row: int
    column: int
    radius: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The sessions most often in each other's way, and every pair of them that clashes."""

    guids: Sequence[str]
    cells: Sequence[Cell]


def most_wanted(found: FiguresAnswer) -> list[SessionAnswer]:
    """Sessions with something to show, those that are too full first."""
    known = [one for one in found.sessions if one.wanted or one.expected]
    return sorted(known, key=lambda one: (-one.over, -(one.expected or 0), -(one.wanted or 0)))


def bars(sessions: Sequence[SessionAnswer]) -> list[SessionBar]:
    """The first of them as bars."""
    drawn = [one for one in sessions if one.expected][:SESSIONS]
    widest = max([one.expected or 0 for one in drawn], default=0)
    return [
        SessionBar(
            one,
            share(one.expected or 0, widest),
            share(one.capacity, widest) if one.capacity is not None and one.capacity <= widest else None,
        )
        for one in drawn
    ]


def grid(clashes: Sequence[ClashDemand]) -> Grid | None:
    """The grid, None where nothing clashes."""
    guids: list[str] = []
    for clash in clashes:
        new = [guid for guid in (clash.one, clash.other) if guid not in guids]
        if len(guids) + len(new) <= SIDE:
            guids += new
    places = {guid: place for place, guid in enumerate(guids)}
    drawn = [clash for clash in clashes if clash.one in places and clash.other in places]
    most = max((clash.people for clash in drawn), default=0)
    return Grid(guids, [_cell(clash, places, most) for clash in drawn]) if drawn else None


def _cell(clash: ClashDemand, places: dict[str, int], most: int) -> Cell:
    row, column = sorted((places[clash.one], places[clash.other]))
    # The area tells the number.
    return Cell(clash.people, row, column, round(_FULL * sqrt(clash.people / most), 1))
