"""`python -m benchmarks [PART ...]`: measure on this machine, print tables, write JSON."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import uvloop
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks import machine
from benchmarks.accept import part as accept
from benchmarks.agenda import part as agenda
from benchmarks.allocation import part as allocation
from benchmarks.allocation.schedules import NoSchedule
from benchmarks.journey import part as journey
from benchmarks.ranking import part as ranking
from benchmarks.ranking.contests import NothingToMeasure
from benchmarks.replanning import part as replanning
from benchmarks.results import Result, write_json
from benchmarks.signups import part as signups
from benchmarks.tables import show

PARTS = ("signups", "accept", "journey", "ranking", "agenda", "replanning", "allocation")
FROM_DATA = ("ranking", "allocation")
SCHEDULE = Path("schedules") / "33c3_2016.jsonl.gz"
"""Of the folder with the sets."""
PICTURE = Path("docs") / "allocation.svg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: a missed target is a result, not a failure."""
    given = _parser().parse_args(arguments)
    console = Console(highlight=False)
    about = machine.description()
    console.print(f"{about['cores']} cores, {about['processor']}, load {about['load_before']} before the start")
    results: list[Result] = []
    for name in PARTS:
        if given.parts and name not in given.parts:
            continue
        if name in FROM_DATA and given.sets is None:
            console.print(f"\n{name}: passed by; --sets DIR or RANKING_DATA names the folder of what to measure on")
            continue
        try:
            with _progress(console) as progress:
                results.append(_measured(name, given, progress))
        except (NothingToMeasure, NoSchedule) as nothing:
            console.print(f"\n{name}: passed by; {nothing}")
            continue
        show(console, results[-1])
        # After each part: an interrupted run keeps what it has found.
        write_json(given.json, about, results)
    console.print(f"\nAll figures: {given.json}")
    return 0


def _measured(name: str, given: argparse.Namespace, progress: Progress) -> Result:
    if name == "ranking":
        return ranking.measure(given.sets, progress)
    if name == "agenda":
        return agenda.measure(given.sets, progress)
    if name == "allocation":
        return allocation.measure(given.sets / SCHEDULE, given.picture, progress)
    return uvloop.run(_measure(name, given, progress))


async def _measure(name: str, given: argparse.Namespace, progress: Progress) -> Result:
    match name:
        case "signups":
            return await signups.measure(given.events, given.rounds, progress)
        case "accept":
            return await accept.measure(given.requests, given.rounds, progress)
        case "replanning":
            return await replanning.measure(given.agendas, progress)
        case _:
            return await journey.measure(given.rate, given.seconds, given.rounds, progress)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all of them without")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the median is quoted (%(default)s)")
    parser.add_argument("--events", type=int, default=20_000, help="signups in a round of signups (%(default)s)")
    parser.add_argument("--requests", type=int, default=4_000, help="signups in a round of accept (%(default)s)")
    parser.add_argument("--rate", type=float, default=100, help="signups a second on the journey (%(default)s)")
    parser.add_argument("--seconds", type=float, default=20, help="how long, after a warm-up (%(default)s)")
    parser.add_argument("--agendas", type=int, default=10_000, help="under which a programme changes (%(default)s)")
    parser.add_argument("--sets", type=Path, default=_sets(), metavar="DIR", help="sets for ranking (RANKING_DATA)")
    parser.add_argument("--picture", type=Path, default=PICTURE, metavar="FILE", help="of allocation (%(default)s)")
    parser.add_argument("--json", type=Path, default=Path("bench-results.json"), help="where to write (%(default)s)")
    return parser


def _sets() -> Path | None:
    named = os.environ.get("RANKING_DATA")
    return Path(named) if named else None


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


if __name__ == "__main__":
    raise SystemExit(main())
