"""`python -m benchmarks.replanning [--people N] [--json FILE]`: change the programme under so many agendas."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import uvloop
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks import machine
from benchmarks.replanning import part
from benchmarks.results import write_json
from benchmarks.tables import show


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: a missed target is a result, not a failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replanning", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000, help="who have an agenda (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write all figures")
    given = parser.parse_args(arguments)
    about = machine.description()
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        result = uvloop.run(part.measure(given.people, progress))
    show(Console(highlight=False), result)
    if given.json:
        write_json(given.json, about, [result])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
