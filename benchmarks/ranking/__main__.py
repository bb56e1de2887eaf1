"""`python -m benchmarks.ranking DIR [--json FILE]`: rank every set in a folder, print tables, write JSON."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks import machine
from benchmarks.ranking import report
from benchmarks.ranking.contests import NothingToMeasure, Outcome, hold

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 2 if there is nothing to measure."""
    given = _parser().parse_args(arguments)
    try:
        with _progress() as progress:
            outcome = hold(given.folder, given.ranker, progress)
    except NothingToMeasure as nothing:
        print(nothing, file=sys.stderr)
        return USAGE
    report.show(Console(highlight=False), outcome)
    if given.json:
        text = json.dumps(_document(outcome), indent=2, ensure_ascii=False)
        given.json.write_text(text + "\n", encoding="utf-8")
    return 0


def _document(outcome: Outcome) -> dict[str, object]:
    ratios = {name: round(each, 4) for name, each in outcome.ratios().items()}
    return {
        "sets": outcome.figures,
        "ours / bm25": {**ratios, "mean": round(fmean(ratios.values()), 4)},
        "milliseconds": outcome.speeds,
        "machine": machine.description(),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ranking", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of sets, or one set")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write all figures")
    parser.add_argument("--ranker", default="best", help="which of the product's rankers is ours (%(default)s)")
    return parser


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f} of {task.total:,.0f}"))
    # On standard error: what is printed are the tables and nothing else.
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)


if __name__ == "__main__":
    raise SystemExit(main())
