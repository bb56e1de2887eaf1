"""What was found, as tables and as JSON."""

from dataclasses import asdict

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.allocation.contest import Outcome
from services.recommendations.seats.fairness import FLOOR


def show(console: Console, title: str, outcome: Outcome) -> None:
    """A table of everybody, then what is special about ours."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", "value", "lost", "least", "p5", "median", "far below", "seconds"):
        table.add_column(
            name, justify="right" if name else "left", no_wrap=bool(name), max_width=14 if not name else None
        )
    for name, figure in outcome.figures.items():
        share = figure.spread
        spread = (
            [f"{share.least:.2f}", f"{share.p5:.2f}", f"{share.median:.2f}", str(share.below)] if share else [""] * 4
        )
        table.add_row(name, f"{figure.value:,.0f}", f"{figure.lost:.2%}", *spread, f"{figure.seconds:.1f}")
    table.add_row("bound", f"{outcome.bound:,.0f}")
    console.print(table)
    ours, before = outcome.ours, outcome.ours.without_fairness
    console.print(
        "Least, p5 and median are of the share people have of the day they could have alone; far below is less than "
        f"{FLOOR:.0%} of the median. Without fairness least is {before.least:.2f}, p5 {before.p5:.2f}, {before.below} "
        f"far below; it cost {ours.cost_of_fairness / ours.bound:.2%}."
    )
    console.print(
        "First come at the door: everybody chose their best day once, and who comes to a full session has nothing in "
        "its place. Choosing again: everybody in turn takes the best day of what is left."
    )
    if others := outcome.stability.others:
        console.print(
            "Stability: one person in 50 wants something else, all is allocated again, and "
            f"{outcome.stability.others_changed:,} of the other {others:,} have another day, "
            f"{outcome.stability.others_worse:,} of them a worse one."
        )


def document(outcome: Outcome) -> dict[str, object]:
    """All figures, for tools."""
    ours = outcome.ours
    return {
        "bound": outcome.bound,
        "wanted": round(outcome.wanted, 2),
        "contestants": {name: asdict(figure) for name, figure in outcome.figures.items()},
        "fairness": {
            "floor": FLOOR,
            "before": asdict(ours.without_fairness),
            "after": asdict(ours.spread),
            "cost": ours.cost_of_fairness / ours.bound if ours.bound else 0.0,
        },
        "stability": asdict(outcome.stability),
    }
