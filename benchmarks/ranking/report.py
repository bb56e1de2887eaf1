"""The contests as tables."""

from collections.abc import Iterable, Mapping
from statistics import fmean

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.ranking.contest import CONTESTANTS, OURS, REFERENCE
from benchmarks.ranking.contests import Outcome
from benchmarks.ranking.measures import MEASURES


def show(console: Console, outcome: Outcome) -> None:
    """A table for each measure, with ours in relation to BM25, then how long ranking takes."""
    for title, measure in MEASURES.items():
        table = _table(title, (*CONTESTANTS, f"{OURS} / {REFERENCE}"))
        ratios = outcome.ratios(measure)
        for name, figures in outcome.figures.items():
            table.add_row(name, *_cells((figures[each][measure] for each in CONTESTANTS), ratios[name]))
        if len(ratios) > 1:
            table.add_section()
            table.add_row("mean", *_cells(outcome.means(measure).values(), fmean(ratios.values())))
        console.print(table)
    console.print(_speed(outcome.speeds))


def _speed(speeds: Mapping[str, Mapping[str, float]]) -> Table:
    names = list(next(iter(speeds.values())))
    table = _table("Milliseconds to rank sessions for a goal: new, seen before, new ones in a batch", names)
    for name, figures in speeds.items():
        table.add_row(name, *(f"{figures[each]:,.3g}" for each in names))
    return table


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    return table


def _cells(means: Iterable[float], times: float) -> list[str]:
    return [*(f"{mean:.3f}" for mean in means), f"{times:.3f} ×"]
