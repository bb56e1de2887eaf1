"""Agendas as a part of the whole benchmark."""

from collections.abc import Mapping
from pathlib import Path

from rich.progress import Progress

from benchmarks.agenda.cases import FORMS, cases
from benchmarks.agenda.contest import Figures, compare
from benchmarks.results import Result, Row, Target

PEOPLE = 20
LIMITS = {"basic": 1, "everything": 5}
"""Milliseconds that an agenda may take, by what is asked."""


def hold(folder: Path | None, people: int, progress: Progress) -> dict[str, dict[str, Figures]]:
    """Every form at every conference."""
    found = cases(folder)
    task = progress.add_task("agendas", total=len(found) * len(FORMS))
    figures: dict[str, dict[str, Figures]] = {}
    for name, case in found.items():
        figures[name] = {}
        for form in FORMS:
            progress.update(task, description=f"agendas: {name}, {form}")
            figures[name][form] = compare(case, form, people)
            progress.advance(task)
    return figures


def measure(folder: Path | None, progress: Progress) -> Result:
    """How long ours takes, and what greedy loses."""
    return result(hold(folder, PEOPLE, progress))


def result(figures: Mapping[str, Mapping[str, Figures]]) -> Result:
    """The figures as a part."""
    exact = [each.exact for forms in figures.values() for each in forms.values() if each.exact is not None]
    return Result(
        part="agenda",
        title="The best agenda: CPU milliseconds, medians over people",
        note="Real schedules and 200 sessions made up for one day; every session is worth something to everybody.",
        rows=[_row(name, form, each) for name, forms in figures.items() for form, each in forms.items()],
        targets=[
            *(
                Target(f"milliseconds, {name}: {form}", forms[form].ours_ms, limit, at_least=False)
                for name, forms in figures.items()
                for form, limit in LIMITS.items()
            ),
            *([Target("HiGHS, of ours, at its best", max(exact), 1.0, at_least=False)] if exact else []),
        ],
    )


def _row(name: str, form: str, each: Figures) -> Row:
    details = {"p95": each.p95_ms, "worst": each.worst_ms}
    if form in LIMITS:
        details["limit"] = LIMITS[form]
    details |= {"greedy, of ours": each.greedy, "greedy ms": each.greedy_ms}
    if each.exact is not None and each.exact_ms is not None:
        details |= {"HiGHS, of ours": each.exact, "HiGHS ms": each.exact_ms}
    return Row(f"{name}: {form}", "", "ms", [each.ours_ms], details)
