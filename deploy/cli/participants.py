"""desirepath participants: lists of participants, in and out."""

import json
import os
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any, BinaryIO
from urllib.parse import quote

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from deploy.cli.running import fail, find

app = typer.Typer(no_args_is_help=True)
_SHOWN = 200
"""Faults in a table; --json has them all."""

Slug = Annotated[str, typer.Option(help="The conference (its slug).")]
Registration = Annotated[str | None, typer.Option(help="URL of registration.")]
Token = Annotated[str | None, typer.Option(help="The organiser's token.")]


@app.callback()
def _group() -> None:
    """Lists of participants, in and out."""


@app.command("import")
def import_participants(
    file: Annotated[Path, typer.Argument(help="CSV with a first row that names the columns.")],
    conference: Slug,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is in it, and what is wrong.")] = False,
    skip_invalid: Annotated[bool, typer.Option("--skip-invalid", help="Take the rows that are right.")] = False,
    mapping: Annotated[
        Path | None, typer.Option(help='TOML with a table "columns": which field a column is for.')
    ] = None,
    registration: Registration = None,
    token: Token = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON (lines, while it runs).")] = False,
) -> None:
    """Sign up everybody in a list. Taken again, or after it was cut off, it makes nobody twice."""
    content = _bytes(file)
    parameters: list[tuple[str, Any]] = [("column", f"{column}={field}") for column, field in _mapping(mapping).items()]
    parameters += [("dry_run", "true")] * dry_run + [("skip_invalid", "true")] * skip_invalid
    request = _client(registration, token, conference)
    try:
        with (
            request as client,
            client.stream(
                "POST", "participants/import", params=parameters, content=content, headers={"Content-Type": "text/csv"}
            ) as response,
        ):
            if response.status_code == 200 and not dry_run:
                _follow(response, as_json=as_json)
                return
            _report(response, as_json=as_json)
    except httpx.HTTPError as problem:
        fail(f"{request.base_url} does not answer ({type(problem).__name__}). Nobody is taken twice: try again.")
    except KeyboardInterrupt:
        fail("Cut off. Nobody is taken twice: run it again to go on.", 130)


@app.command("export")
def export_participants(
    conference: Slug,
    output: Annotated[Path | None, typer.Option(help="Where to; standard output unless given.")] = None,
    delimiter: Annotated[str, typer.Option(help="; for Excel where commas are decimal.")] = ",",
    registration: Registration = None,
    token: Token = None,
) -> None:
    """Write everybody of a conference as CSV that spreadsheets open, and that can be imported again."""
    request = _client(registration, token, conference)
    part = output and output.with_name(f"{output.name}.part")
    try:
        with (
            request as client,
            client.stream("GET", "participants.csv", params={"delimiter": delimiter}) as response,
        ):
            if response.status_code != 200:
                response.read()
                _explain(response)
            if part is None:
                _copy(response, sys.stdout.buffer)
                return
            with part.open("wb") as target:
                _copy(response, target)
        # Whoever has the file has all of it.
        part.replace(output or part)
    except httpx.HTTPError as problem:
        fail(f"{request.base_url} does not answer ({type(problem).__name__}). Is it running?")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        fail(f"{problem.filename or output}: {problem.strerror}")


def _client(registration: str | None, token: str | None, conference: str) -> httpx.Client:
    base = find(registration, "REGISTRATION_URL", "registration", "--registration").rstrip("/")
    headers = {"Authorization": f"Bearer {find(token, 'ORGANISER_TOKEN', 'organiser_token', '--token')}"}
    return httpx.Client(base_url=f"{base}/v1/conferences/{quote(conference, safe='')}", headers=headers, timeout=120)


def _copy(response: httpx.Response, target: BinaryIO) -> None:
    for chunk in response.iter_bytes():
        target.write(chunk)
    target.flush()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        fail(f"{file}: {problem.strerror}")


def _mapping(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        columns = tomllib.loads(_bytes(file).decode()).get("columns")
    except ValueError as problem:
        fail(f"{file}: {problem}")
    if not isinstance(columns, dict) or not all(isinstance(field, str) for field in columns.values()):
        fail(f'{file}: needs [columns] with lines such as "Correo" = "email"')
    return columns


def _follow(response: httpx.Response, *, as_json: bool) -> None:
    """Draw how far it is. Ends the program with 1 where it was cut off."""
    last: dict[str, Any] = {}
    console = Console(stderr=True, quiet=as_json)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=as_json) as drawn:
        task = drawn.add_task("Signing up", total=None)
        for line in response.iter_lines():
            last = json.loads(line)
            if as_json:
                print(line, flush=True)
            drawn.update(task, completed=last["done"], total=last["of"])
    finished = last.get("finished")
    if finished is None:
        reason = f" ({last['cut_off']})" if "cut_off" in last else ""
        fail(f"Cut off after {last.get('done', 0)}{reason}. Nobody is taken twice: run it again to go on.")
    words = [f"{finished['taken']} signed up", f"{finished['known']} here already"]
    words += [f"{finished['wrong']} wrong and left out"] * bool(finished["wrong"])
    words += [f"{finished['passed_over']} passed over"] * bool(finished["passed_over"])
    console.print(", ".join(words) + ".")
    if finished["differing"]:
        rows = ", ".join(map(str, finished["differing"]))
        console.print(f"An earlier import says something else than these rows, and stands: {rows}.")


def _report(response: httpx.Response, *, as_json: bool) -> None:
    """Show what is in the file and what is wrong. Ends the program with 1 where something is."""
    response.read()
    try:
        answer: dict[str, Any] = response.json()
    except ValueError:
        _explain(response)
    if "rows" not in answer:
        _explain(response)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _show(answer)
    raise typer.Exit(1 if answer["wrong"] else 0)


def _show(answer: dict[str, Any]) -> None:
    console = Console(highlight=False, markup=False)
    faults = [(one["row"], one["column"], one["detail"]) for one in answer["errors"]]
    faults += [(one["row"], "", f"The same address as row {one['first']}.") for one in answer["duplicates"]]
    if faults:
        table = Table()
        for column in ("Row", "Column", "What is wrong"):
            table.add_column(column, overflow="fold")
        for row, column, detail in sorted(faults)[:_SHOWN]:
            # Text, not str: what people typed is no markup.
            table.add_row(str(row), Text(column), Text(detail))
        console.print(table)
        if len(faults) > _SHOWN:
            console.print(f"and {len(faults) - _SHOWN} more: --json has them all.")
    for note in answer["notes"]:
        console.print(note)
    known = answer["known"]
    if known:
        rows = ", ".join(str(one["row"]) for one in known[:20])
        console.print(f"{len(known)} are here already and stay as they are (rows {rows}{', …' if known[20:] else ''}).")
    console.print(f"{answer['rows']} rows: {answer['new']} new, {answer['wrong']} wrong.", soft_wrap=True)
    if "status" in answer:
        console.print("Nothing was imported. Mend the rows, or leave them out with --skip-invalid.")


def _explain(response: httpx.Response) -> None:
    try:
        answer = response.json()
        fail(f"{response.status_code} {answer.get('title', '')}: {answer.get('detail', '')}")
    except ValueError:
        fail(f"{response.url} answered {response.status_code}.")
