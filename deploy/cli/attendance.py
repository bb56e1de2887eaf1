"""desirepath attendance: lists kept at the doors, and hours of credit for the coordinator."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from deploy.cli.credit_names import with_names
from deploy.cli.organiser import Client, explained
from deploy.cli.running import fail

app = typer.Typer(no_args_is_help=True)
_SHOWN = 200

Slug = Annotated[str, typer.Argument(help="The conference (its slug).")]
Recommendations = Annotated[str | None, typer.Option(help="URL of recommendations.")]
Registration = Annotated[str | None, typer.Option(help="URL of registration, for --names.")]
Token = Annotated[str | None, typer.Option(help="The organiser's token.")]


@app.callback()
def _group() -> None:
    """Lists kept at the doors, and hours of credit for the coordinator."""


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="CSV or JSON: participant or badge, session, way, time.")],
    conference: Slug,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is in it, and what is wrong.")] = False,
    skip_invalid: Annotated[bool, typer.Option("--skip-invalid", help="Take the rows that are right.")] = False,
    recommendations: Recommendations = None,
    token: Token = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Hand in a list that was kept without a network. Taken again, it changes nothing."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        fail(f"{file}: {problem.strerror}")
    how = {"dry_run": str(dry_run).lower(), "skip_invalid": str(skip_invalid).lower()}
    with Client.of("recommendations", recommendations, token, conference) as client:
        response = client.post("attendance/import", content=content, params=how)
    answer = explained(response, unless="rows")
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _show(answer)
    raise typer.Exit(1 if "status" in answer or (dry_run and answer["wrong"]) else 0)


@app.command("doors")
def doors_of(
    conference: Slug,
    recommendations: Recommendations = None,
    token: Token = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """The link for those at the doors, and the page with a code for every session to print."""
    with Client.of("recommendations", recommendations, token, conference) as client:
        links = explained(client.post("doors"))
    if as_json:
        print(json.dumps(links, indent=2))
        return
    print(f"For those at the doors: {links['doors']}\nTo print:               {links['codes']}")


@app.command("credits")
def credits_of(
    conference: Slug,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV that spreadsheets open.")] = False,
    names: Annotated[bool, typer.Option("--names", help="With names and addresses, from registration.")] = False,
    output: Annotated[Path | None, typer.Option(help="Where the CSV goes; standard output unless given.")] = None,
    delimiter: Annotated[str, typer.Option(help="; for Excel where commas are decimal.")] = ",",
    recommendations: Recommendations = None,
    registration: Registration = None,
    token: Token = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the ledger as JSON.")] = False,
) -> None:
    """Everybody's hours of credit by the conference's rules, for the coordinator."""
    with Client.of("recommendations", recommendations, token, conference) as client:
        if not as_csv and not names and output is None:
            _table(explained(client.get("credits")), as_json=as_json)
            return
        sheet = client.get("credits.csv", params={"delimiter": delimiter})
    explained(sheet)
    content = sheet.content
    if names:
        with Client.of("registration", registration, token, conference) as client:
            people = client.get("participants.csv", params={"delimiter": ","})
        explained(people)
        content = with_names(content, people.content, delimiter)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    part = output.with_name(f"{output.name}.part")
    try:
        part.write_bytes(content)
        # Whoever has the file has all of it.
        part.replace(output)
    except OSError as problem:
        fail(f"{problem.filename or output}: {problem.strerror}")


def _table(found: Any, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, indent=2))
        return
    table = Table("Participant", "Hours", "Minutes", "Sessions")
    for column in table.columns[1:]:
        column.justify = "right"
    for one in found:
        table.add_row(one["participant"], one["hours"], str(one["minutes"]), str(one["sessions"]))
    console = Console(highlight=False)
    console.print(table)
    console.print(f"{len(found)} people were scanned.")


def _show(answer: dict[str, Any]) -> None:
    console = Console(highlight=False, markup=False)
    if answer["errors"]:
        table = Table("Row", "Column", "What is wrong")
        for one in answer["errors"][:_SHOWN]:
            # Text, not str: what a file says is no markup.
            table.add_row(str(one["row"]), Text(one["column"]), Text(one["detail"]))
        console.print(table)
        if len(answer["errors"]) > _SHOWN:
            console.print(f"and {len(answer['errors']) - _SHOWN} more: --json has them all.")
    scans = f"{answer['scans']} scans, {answer['new']} new and {answer['known']} here already"
    console.print(f"{answer['rows']} rows, {answer['wrong']} wrong: {scans}.", soft_wrap=True)
    if "status" in answer:
        console.print("Nothing was taken. Mend the rows, or leave them out with --skip-invalid.")
