"""Giving out seats as a part of the whole benchmark: value lost as seats become scarcer, with a picture."""

from pathlib import Path

from rich.progress import Progress

from benchmarks.allocation import picture, schedules
from benchmarks.allocation.contest import AGAIN, DOOR, EXACT, GREEDY, OURS, Outcome, conference, hold
from benchmarks.results import Result, Row, Target

PEOPLE = 1000
SEATS = (480, 240, 120, 60, 30, 15)
"""In large rooms; small ones have half of it."""
NOTES = {
    OURS: "prices, then swaps, then fairness",
    GREEDY: "a seat at a time to whom it is worth most",
    AGAIN: "everybody in turn takes the best day that is left",
    DOOR: "everybody chose once; who comes to a full session has lost it",
    EXACT: "HiGHS, where it is quick enough",
}


def measure(schedule: Path, drawn: Path, progress: Progress) -> Result:
    """Everybody at each number of seats. Raises NoSchedule."""
    sessions = schedules.read(schedule)
    task = progress.add_task("allocation", total=1.0)

    def told(what: str, part: float) -> None:
        progress.update(task, description=f"allocation: {what}", completed=part)

    each = conference(sessions, PEOPLE, told)
    outcomes = {
        seats: hold(each, schedules.capacities(sessions, seats, max(1, seats // 2)), told, again=False)
        for seats in SEATS
    }
    drawn.write_text(picture.svg({seats: _lost(outcome) for seats, outcome in outcomes.items()}), encoding="utf-8")
    return Result(
        part="allocation",
        title=f"Value lost against a bound when seats are scarce, %: {PEOPLE:,} people, {schedule.name}",
        note=f"By seats in large rooms, half of that in small ones; worst of all first. Picture: {drawn}.",
        rows=[_row(name, outcomes) for name in NOTES if any(name in one.figures for one in outcomes.values())],
        targets=[
            Target(
                "ours loses, in % of the bound at worst",
                max(100 * one.ours.lost for one in outcomes.values()),
                0.5,
                False,
            )
        ],
    )


def _lost(outcome: Outcome) -> dict[str, float]:
    return {name: figure.lost for name, figure in outcome.figures.items()}


def _row(name: str, outcomes: dict[int, Outcome]) -> Row:
    lost = {seats: 100 * one.figures[name].lost for seats, one in outcomes.items() if name in one.figures}
    details = {f"{seats} seats": round(each, 3) for seats, each in lost.items()}
    return Row(name, NOTES[name], "%", [max(lost.values())], details)
