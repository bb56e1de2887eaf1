"""desirepath growth: how far a conference came on the spectrum, without names."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from deploy.cli.organiser import Client, explained
from deploy.cli.running import fail


def growth(
    conference: Annotated[str, typer.Argument(help="The conference (its slug).")],
    svg: Annotated[Path | None, typer.Option(help="Write a picture of it there.")] = None,
    recommendations: Annotated[str | None, typer.Option(help="URL of recommendations.")] = None,
    token: Annotated[str | None, typer.Option(help="The organiser's token.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Where participants stood before the day and stand after it. Groups under five are left out.

    The page Growth of the organiser's console draws it.
    """
    with Client.of("recommendations", recommendations, token, conference) as client:
        answer = explained(client.get("growth"))
        if svg is not None:
            picture = client.get("growth.svg")
            explained(picture)
            _write(svg, picture.content)
    if as_json:
        print(json.dumps(answer, indent=2))
        return
    table = Table("Ingredient", "From", "To", "People")
    for one in answer:
        for group in one["groups"]:
            table.add_row(one["ingredient"], str(group["before"]), str(group["after"]), str(group["people"]))
    console = Console(highlight=False)
    console.print(table if table.row_count else "Nothing to show yet: no five people said they came the same way.")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as problem:
        fail(f"{file}: {problem.strerror}")
