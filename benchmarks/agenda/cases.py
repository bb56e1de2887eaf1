"""The conferences agendas are found at, and people to find them for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.allocation import schedules
from services.recommendations.domain.optimum.limits import Candidate, Limits
from services.recommendations.domain.session import Session
from services.recommendations.domain.timetable import Timetable

GOALS = (1, 2, 4, 8, 16)
SCHEDULES = ("33c3_2016", "neuromatch_2020_1", "neuromatch_2020_2")
MADE = "made up"
HOURS = 4 * 3600
FORMS: dict[str, tuple[Limits, tuple[int, ...]]] = {
    "basic": (Limits(), ()),
    "in part": (Limits(in_part=True), ()),
    "4 hours a day": (Limits(most=HOURS), ()),
    "a break after 90 minutes": (Limits(stretch=5400), ()),
    "each of 5 goals": (Limits(), GOALS),
    "everything": (Limits(most=HOURS, stretch=5400, in_part=True), GOALS),
}
"""What is asked of a day."""


class Case(NamedTuple):
    """A conference, and whether an exact solver gets through it."""

    timetable: Timetable
    solvable: bool


def cases(folder: Path | None) -> dict[str, Case]:
    """The real schedules of the folder, and a conference of 200 sessions on one day."""
    found = {MADE: Case(Timetable.of(_made_up(), UTC), solvable=False)}
    for name in SCHEDULES if folder else ():
        path = Path(folder or "") / "schedules" / f"{name}.jsonl.gz"
        if path.exists():
            found[name] = Case(Timetable.of(schedules.read(path), UTC), solvable=True)
    return found


def person(timetable: Timetable, seed: int) -> list[Candidate]:
    """Somebody to whom every session is worth something, which is the hardest kind."""
    random = Random(seed)
    return [
        Candidate(
            position,
            *timetable.instants[position],
            timetable.rooms[position],
            round(random.randrange(50, 1200) * (session.minutes / 60) ** 0.7) + 1,
            1 << random.randrange(len(GOALS)),
        )
        for position, session in enumerate(timetable.sessions)
    ]


def _made_up() -> Iterator[Session]:
    """Twenty sessions of half an hour or one in each of ten rooms, with no or ten minutes between."""
    random = Random(0)
    for room in range(10):
        clock = datetime(2026, 10, 28, 8, tzinfo=UTC)
        for number in range(20):
            end = clock + timedelta(minutes=random.choice([30, 30, 60]))
            yield Session(f"{room}-{number}", "", "", clock, end, f"Room {room}")
            clock = end + timedelta(minutes=random.choice([0, 5, 10]))
