"""The contest as a table."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.ranking.contest import CONTESTANTS, OURS, REFERENCE, Figures
from benchmarks.ranking.measures import FURTHER, TOP

NDCG = f"ndcg@{TOP}"
MEASURES = {f"nDCG@{TOP}": NDCG, f"MRR@{TOP}": f"mrr@{TOP}", f"Recall@{FURTHER}": f"recall@{FURTHER}"}


def ratio(figures: Figures, measure: str = NDCG) -> float:
    """Ours as so many times the reference; 0 where that has nothing."""
    reference = figures[REFERENCE][measure]
    return figures[OURS][measure] / reference if reference else 0.0


def show(console: Console, sets: Mapping[str, Figures]) -> None:
    """A table for each measure: a line for each set with all contestants, and ours in relation to BM25."""
    for title, measure in MEASURES.items():
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for name in ("", *CONTESTANTS, f"{OURS} / {REFERENCE}"):
            table.add_column(name, justify="right" if name else "left", no_wrap=True)
        for name, figures in sets.items():
            means = [figures[contestant][measure] for contestant in CONTESTANTS]
            table.add_row(name, *_cells(means, ratio(figures, measure)))
        if len(sets) > 1:
            means = [fmean(figures[contestant][measure] for figures in sets.values()) for contestant in CONTESTANTS]
            times = fmean(ratio(figures, measure) for figures in sets.values())
            table.add_section()
            table.add_row("mean", *_cells(means, times))
        console.print(table)


def _cells(means: Sequence[float], times: float) -> list[str]:
    return [*(f"{mean:.3f}" for mean in means), f"{times:.3f} ×"]
