"""desirepath evaluate: how good recommendations were, by where people went."""

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from deploy.cli.organiser import Client, explained


def evaluate(
    conference: Annotated[str, typer.Argument(help="The conference (its slug).")],
    people: Annotated[int, typer.Option(help="At most so many people; more take longer.")] = 500,
    recommendations: Annotated[str | None, typer.Option(help="URL of recommendations.")] = None,
    token: Annotated[str | None, typer.Option(help="The organiser's token.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """How well each ranker and the agendas foretold where people went.

    The page Ranking quality of the organiser's console draws what was measured last.
    """
    with Client.of("recommendations", recommendations, token, conference) as client:
        answer = explained(client.get("evaluation", params={"people": people}))
    if as_json:
        print(json.dumps(answer, indent=2))
        return
    show(answer)


def show(answer: dict[str, Any]) -> None:
    """As a table, and what became of agendas."""
    console, table = Console(highlight=False), Table("Ranker", "nDCG@10", "hit rate@10", "recall@10")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, quality in answer["rankers"].items():
        table.add_row(name, *(_part(quality[each], ".3f") for each in ("ndcg@10", "hit_rate@10", "recall@10")))
    console.print(table)
    kept, planned = (_part(answer[name], ".0%") for name in ("kept", "planned"))
    console.print(
        f"Over {answer['people']} people: {kept} of the sessions on their agendas were attended, "
        f"{planned} of those they attended had been planned.",
        soft_wrap=True,
    )


def _part(part: float | None, form: str) -> str:
    """Of fewer than five people it is not told."""
    return "(under 5 people)" if part is None else format(part, form)
