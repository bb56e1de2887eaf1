"""desirepath programme: hand a programme to the services, as an organiser would."""

import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import httpx
import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deploy.cli import programme_conference
from deploy.cli.programme_file import handed
from deploy.cli.programme_saving import PATHS, Kind, kind_of, save
from deploy.cli.programme_sending import put, sent
from deploy.cli.programme_showing import show_counts, show_notes, show_preview
from deploy.cli.running import find

app = typer.Typer(no_args_is_help=True)

Recommendations = Annotated[str | None, typer.Option(help="URL of recommendations.")]
Token = Annotated[str | None, typer.Option(help="The organiser's token.")]


@app.callback()
def _group() -> None:
    """The sessions of a conference."""


@app.command("import")
def import_programme(
    file: Annotated[Path, typer.Argument(help="schedule.json or .xml (pretalx, frab), CSV, or our own TOML or JSON.")],
    conference: Annotated[str | None, typer.Option(help="Its slug, where the file does not say.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    dates_from_file: Annotated[
        bool, typer.Option("--dates-from-file", help="Give the conference the file's days and time zone first.")
    ] = False,
    registration: Annotated[str | None, typer.Option(help="URL of registration.")] = None,
    recommendations: Recommendations = None,
    token: Token = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Publish a conference (where the file has one) and its whole programme. The same again changes nothing."""
    given = handed(file, conference)
    headers = {"Authorization": f"Bearer {find(token, 'ORGANISER_TOKEN', 'organiser_token', '--token')}"}
    console = Console(stderr=True, quiet=as_json)
    with httpx.Client(headers=headers, timeout=120) as client:
        if given.conference and not dry_run:
            with _working(console, "Publishing the conference"):
                programme_conference.publish(client, _registration(registration), given.conference)
        base = find(recommendations, "RECOMMENDATIONS_URL", "recommendations", "--recommendations").rstrip("/")
        url = f"{base}/v1/conferences/{quote(given.slug, safe='')}/programme"
        days = None
        if dates_from_file and not dry_run:
            with _working(console, "Giving the conference the file's days"):
                days = programme_conference.take_days(client, _registration(registration), url, given)
        wait = programme_conference.until_known(days) if given.conference or days else _at_once
        with _working(console, "Looking at the programme" if dry_run else "Publishing the programme"):
            answer = put(client, f"{url}?dry_run=true" if dry_run else url, given.content, wait=wait, as_json=as_json)
    _tell(answer, console, dry_run=dry_run, as_json=as_json)


def _registration(option: str | None) -> str:
    return find(option, "REGISTRATION_URL", "registration", "--registration").rstrip("/")


def _at_once(_: httpx.Response) -> bool:
    """For what waiting does not mend."""
    return False


@app.command("export")
def export_programme(
    conference: Annotated[str, typer.Option(help="Its slug.")],
    output: Annotated[Path | None, typer.Option(help="Where to; standard output unless given.")] = None,
    kind: Annotated[
        Kind | None, typer.Option("--format", help="What to write, where the output's name does not say.")
    ] = None,
    recommendations: Recommendations = None,
) -> None:
    """Write the programme: schedule.json or .xml, CSV, our own JSON (these can go in again), or a calendar."""
    base = find(recommendations, "RECOMMENDATIONS_URL", "recommendations", "--recommendations").rstrip("/")
    wanted = kind or kind_of(output)
    url = f"{base}/v1/conferences/{quote(conference, safe='')}/{PATHS[wanted]}"
    with httpx.Client(timeout=120) as client, _working(Console(stderr=True), "Writing the programme"):
        save(sent(client, "GET", url), output)


def _tell(answer: dict[str, Any], console: Console, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
        return
    show_notes(answer, console)
    if dry_run:
        show_preview(answer, Console(highlight=False, markup=False))
    show_counts(answer, console, dry_run=dry_run)


def _working(console: Console, words: str) -> AbstractContextManager[object]:
    """Says what is going on and since when, while it does."""
    if console.quiet or not console.is_terminal:
        return nullcontext()
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    )
    progress.add_task(words, total=None)
    return progress
