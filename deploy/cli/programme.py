"""desirepath programme: hand a programme to the services, as an organiser would."""

import json
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import httpx
import typer
from rich.console import Console

from deploy.cli.programme_file import handed
from deploy.cli.programme_importing import Import, working
from deploy.cli.programme_saving import PATHS, Kind, kind_of, save
from deploy.cli.programme_sending import sent
from deploy.cli.programme_showing import show_counts, show_notes, show_preview
from deploy.cli.running import fail, find

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
    zone: Annotated[
        str | None, typer.Option(help="The time zone of a new conference whose file names none: America/Detroit.")
    ] = None,
    registration: Annotated[str | None, typer.Option(help="URL of registration.")] = None,
    recommendations: Recommendations = None,
    token: Token = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Publish a conference (where the file has one) and its whole programme. The same again changes nothing."""
    given = handed(file, conference)
    if zone and (given.conference or not dates_from_file):
        fail("--zone is for a conference that --dates-from-file makes")
    headers = {"Authorization": f"Bearer {find(token, 'ORGANISER_TOKEN', 'organiser_token', '--token')}"}
    console = Console(stderr=True, quiet=as_json)
    base = find(recommendations, "RECOMMENDATIONS_URL", "recommendations", "--recommendations").rstrip("/")
    url = f"{base}/v1/conferences/{quote(given.slug, safe='')}/programme"
    with httpx.Client(headers=headers, timeout=120) as client:
        steps = Import(client, url, lambda: _registration(registration), given, console, as_json)
        answer = _run(steps, zone, dry_run=dry_run, dates_from_file=dates_from_file)
    _tell(answer, console, dry_run=dry_run, as_json=as_json)


def _run(steps: Import, zone: str | None, *, dry_run: bool, dates_from_file: bool) -> dict[str, Any]:
    conference = steps.given.conference
    if dates_from_file and not conference:
        dated = steps.dated(zone, dry_run=dry_run)
        if dry_run:
            return {**dated.answer, "with_its_days": dated.conference}
        return steps.publish(dated.conference, dated.days)
    if dry_run:
        return steps.look()
    if conference:
        # Whatever is wrong with a file is said before its conference is made.
        steps.look()
    return steps.publish(conference, None)


def _registration(option: str | None) -> str:
    return find(option, "REGISTRATION_URL", "registration", "--registration").rstrip("/")


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
    with httpx.Client(timeout=120) as client, working(Console(stderr=True), "Writing the programme"):
        save(sent(client, "GET", url), output)


def _tell(answer: dict[str, Any], console: Console, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
        return
    show_notes(answer, console)
    if dry_run:
        show_preview(answer, Console(highlight=False, markup=False))
    show_counts(answer, console, dry_run=dry_run)
