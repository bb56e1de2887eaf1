"""`python -m benchmarks.allocation SCHEDULE.jsonl.gz --people N --seats K [--json FILE]`: value lost against a bound.

`--seats 120` gives large rooms 120 and small ones 60; `--seats 120,50` says both. Files do not tell how large rooms
are: the half of them that most sessions are in count as large.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# One core is what is measured; read when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks import machine
from benchmarks.allocation import report, schedules
from benchmarks.allocation.contest import SEED, TASTES, TEXTS, conference, hold
from services.recommendations.rankers import NoRanker, choose

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 2 if there is nothing to measure."""
    given = _parser().parse_args(arguments)
    large, small = given.seats
    try:
        sessions = schedules.read(given.schedule)
        ranker = choose(given.ranker).ranker
    except (schedules.NoSchedule, NoRanker) as nothing:
        print(nothing, file=sys.stderr)
        return USAGE
    if given.sessions:
        sessions = schedules.repeated(sessions, given.sessions)
    rooms = sorted(schedules.large_rooms(sessions))
    console = Console(highlight=False)
    console.print(
        f"{len(sessions)} sessions, {given.people:,} people {_who(given)} (seed {SEED}); {large} seats in "
        f"{', '.join(rooms)}, {small} in the other rooms"
    )
    with _progress() as progress:
        task = progress.add_task("")
        told = lambda what, part: progress.update(task, description=what, completed=part, total=1)  # noqa: E731
        outcome = hold(
            conference(sessions, given.people, told, ranker, given.people_from),
            schedules.capacities(sessions, large, small),
            told,
        )
    report.show(console, f"{given.schedule.name}: {outcome.wanted:.1f} sessions wanted by a person", outcome)
    if given.json:
        about = {
            "schedule": given.schedule.name,
            "sessions": len(sessions),
            "people": given.people,
            "people_from": given.people_from,
            "seats": {"large": large, "small": small, "large_rooms": rooms},
            **report.document(outcome),
            "machine": machine.description(),
        }
        given.json.write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _who(given: argparse.Namespace) -> str:
    if given.people_from == TASTES:
        return "to whom a session is worth its popularity times their taste"
    return f"with goals drawn from their texts, valued by the product ({given.ranker})"


def _seats(text: str) -> tuple[int, int]:
    large, _, small = text.partition(",")
    seats = int(large), int(small) if small else max(1, int(large) // 2)
    if min(seats) < 1:
        raise argparse.ArgumentTypeError("a room has one seat at least")
    return seats


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.allocation", description=__doc__)
    parser.add_argument("schedule", type=Path, metavar="SCHEDULE.jsonl.gz")
    parser.add_argument("--people", type=int, default=300, help="how many come (%(default)s)")
    parser.add_argument("--seats", type=_seats, default=(120, 60), metavar="LARGE[,SMALL]", help="in rooms (120,60)")
    parser.add_argument("--sessions", type=int, help="so many: the schedule is repeated on later days")
    parser.add_argument(
        "--people-from",
        choices=(TEXTS, TASTES),
        default=TEXTS,
        help="goals out of the programme's texts, or none and popularity times taste (%(default)s)",
    )
    parser.add_argument("--ranker", default="bm25", help="how sessions are ranked for goals (%(default)s)")
    parser.add_argument("--json", type=Path, help="write all figures there")
    return parser


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


if __name__ == "__main__":
    raise SystemExit(main())
