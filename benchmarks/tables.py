"""Results as a person reads them."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.results import Result, Row


def show(console: Console, result: Result) -> None:
    """One table with the medians and ratios, what they mean, and the targets."""
    console.print()
    console.print(_table(result))
    console.print(Text(result.note, style="dim"))
    for target in result.targets:
        sign = ("met", "green") if target.met else ("missed", "bold red")
        console.print(
            Text.assemble(
                sign, f"  {target.text}: {target.value:.2f}, wanted {_bound(target.at_least)} {target.bound:g}"
            )
        )


def _bound(at_least: bool) -> str:
    return "at least" if at_least else "at most"


def _table(result: Result) -> Table:
    table = Table(title=result.title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    table.add_column("median", justify="right", no_wrap=True)
    table.add_column("rounds", justify="right", style="dim")
    reference = next((row for row in result.rows if row.name == result.reference), None)
    if reference:
        table.add_column(f"of {reference.name}", justify="right", no_wrap=True)
    details = list(dict.fromkeys(name for row in result.rows for name in row.details))
    for name in details:
        table.add_column(name, justify="right", style="dim")
    table.add_column("what it is")
    for row in result.rows:
        cells = [row.name, f"{_number(row.median)} {row.unit}", _rounds(row)]
        if reference:
            cells.append(f"{row.median / reference.median:.2f} ×")
        cells += [_number(row.details[name]) if name in row.details else "" for name in details]
        table.add_row(*(Text(cell) for cell in (*cells, row.note)))
    return table


def _rounds(row: Row) -> str:
    return " ".join(_number(value) for value in row.rounds) if len(row.rounds) > 1 else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
