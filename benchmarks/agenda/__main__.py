"""`python -m benchmarks.agenda [DIR] [--people N] [--json FILE]`: ours, greedy and HiGHS on schedules in a folder."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

# One core is what is measured; read when numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from rich.console import Console
from rich.progress import Progress

from benchmarks import machine
from benchmarks.agenda import part
from benchmarks.results import write_json
from benchmarks.tables import show


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: a missed target is a result, not a failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agenda", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="with a folder `schedules` in it")
    parser.add_argument("--people", type=int, default=part.PEOPLE, help="at each conference (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write all figures")
    given = parser.parse_args(arguments)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        result = part.result(part.hold(given.folder, given.people, progress))
    show(Console(highlight=False), result)
    if given.json:
        write_json(given.json, machine.description(), [result])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
