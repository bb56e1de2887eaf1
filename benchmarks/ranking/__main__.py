"""`python -m benchmarks.ranking DIR [--json FILE]`: rank every set in a folder, print a table, write JSON."""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from benchmarks import machine
from benchmarks.ranking import collections_on_disk, contest, report, speed
from benchmarks.ranking.collections_on_disk import Collection
from benchmarks.ranking.contest import Figures
from services.recommendations.rankers import Chosen, NoRanker, choose

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 2 if there is nothing to measure."""
    given = _parser().parse_args(arguments)
    console = Console(highlight=False)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    if not given.folder.is_dir():
        return _wrong(f"{given.folder} is not a folder.")
    folders = collections_on_disk.find(given.folder)
    if not folders:
        return _wrong(f"No set in {given.folder}: one is a folder with {', '.join(collections_on_disk.FILES)}.")
    try:
        chosen = choose(given.ranker)
        collections = [collections_on_disk.read(folder) for folder in folders]
    except (NoRanker, OSError, ValueError, KeyError) as failure:
        return _wrong(f"{type(failure).__name__}: {failure}")
    sets: dict[str, Figures] = {}
    speeds = {}
    with _progress() as progress:
        for collection in collections:
            if not collection.questions:
                console.print(f"{collection.name}: no question that a document helps; passed by")
                continue
            sets[collection.name] = _one(collection, chosen, progress)
        largest = max(collections, key=lambda each: (len(each.documents), each.name))
        speeds = speed.measure(largest, chosen)
    if not sets:
        return _wrong("No set with judged questions.")
    report.show(console, sets)
    console.print(", ".join(f"{name} {value:g}" for name, value in speeds.items()), style="dim")
    if given.json:
        ratios = {name: round(report.ratio(figures), 4) for name, figures in sets.items()}
        document = {
            "sets": sets,
            "ndcg@10 ours / bm25": {**ratios, "mean": round(fmean(ratios.values()), 4)},
            "speed": speeds,
            "machine": machine.description(),
        }
        given.json.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _one(collection: Collection, chosen: Chosen, progress: Progress) -> Figures:
    tasks: dict[str, TaskID] = {}

    def told(what: str, done: int, of: int) -> None:
        if what not in tasks:
            for earlier in tasks.values():
                progress.update(earlier, visible=False)
            tasks[what] = progress.add_task(f"{collection.name}: {what}")
        progress.update(tasks[what], completed=done, total=of)

    figures = contest.hold(collection, chosen, told)
    for task in tasks.values():
        progress.update(task, visible=False)
    return figures


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ranking", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of sets, or one set")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write all figures")
    parser.add_argument("--ranker", default="best", help="which of the product's rankers is ours (%(default)s)")
    return parser


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f} of {task.total:,.0f}"))
    # On standard error: what is printed stays a table and nothing else.
    return Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)


def _wrong(what: str) -> int:
    print(what, file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    raise SystemExit(main())
