"""desirepath programme: hand a programme to the services, as an organiser would."""

import json
import time
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console

from deploy.cli.running import fail, find

app = typer.Typer(no_args_is_help=True)
UNTIL_KNOWN = 15.0
"""Seconds the conference may take from registration to recommendations."""


@app.callback()
def _group() -> None:
    """The sessions of a conference."""


@app.command("import")
def import_programme(
    file: Annotated[Path, typer.Argument(help="TOML or JSON with [conference] and [[sessions]].")],
    registration: Annotated[str | None, typer.Option(help="URL of registration.")] = None,
    recommendations: Annotated[str | None, typer.Option(help="URL of recommendations.")] = None,
    token: Annotated[str | None, typer.Option(help="The organiser's token.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Publish a conference (where the file has one) and its whole programme. The same again changes nothing."""
    programme = _read(file)
    conference = programme.get("conference")
    if isinstance(conference, dict) and "slug" not in conference:
        fail(f"{file}: conference has no slug")
    slug = conference["slug"] if isinstance(conference, dict) else conference
    headers = {"Authorization": f"Bearer {find(token, 'ORGANISER_TOKEN', 'organiser_token', '--token')}"}
    console = Console(stderr=True, quiet=as_json)
    with httpx.Client(headers=headers, timeout=60) as client:
        if isinstance(conference, dict):
            base = find(registration, "REGISTRATION_URL", "registration", "--registration")
            with console.status("Publishing the conference"):
                _put(client, f"{base.rstrip('/')}/v1/conferences/{slug}", conference)
        base = find(recommendations, "RECOMMENDATIONS_URL", "recommendations", "--recommendations")
        sessions = programme.get("sessions", [])
        with console.status(f"Publishing {len(sessions)} sessions"):
            body = {"conference": slug, "sessions": sessions}
            answer = _put(client, f"{base.rstrip('/')}/v1/programme", body, patient=True)
    if as_json:
        print(json.dumps(answer))
        return
    counts = ", ".join(f"{answer[what]} {what}" for what in ("published", "changed", "cancelled", "unchanged"))
    console.print(f"{slug}: programme version {answer['version']} ({counts})")


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        found: Any = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except OSError as problem:
        fail(f"{file}: {problem.strerror}")
    except ValueError as problem:  # both parsers say the line
        fail(f"{file}: {problem}")
    if not isinstance(found, dict) or "conference" not in found:
        fail(f"{file}: there is no conference in it")
    try:
        result: dict[str, Any] = json.loads(json.dumps(found, default=_plain))
    except TypeError as problem:
        fail(f"{file}: {problem}")
    return result


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value} is no text, number or date")


def _put(client: httpx.Client, url: str, body: dict[str, Any], *, patient: bool = False) -> dict[str, Any]:
    """PUT, and once more after a moment where the answer says that waiting helps."""
    until = time.monotonic() + UNTIL_KNOWN
    while True:
        try:
            response = client.put(url, json=body)
        except httpx.HTTPError as problem:
            fail(f"{url} does not answer ({type(problem).__name__}). Is it running?")
        if response.status_code < 300:
            answer: dict[str, Any] = response.json()
            return answer
        waits = response.status_code == 503 or (patient and "not known here" in response.text)
        if not waits or time.monotonic() > until:
            _explain(response)
        time.sleep(0.3)


def _explain(response: httpx.Response) -> None:
    try:
        problem = response.json()
    except ValueError:
        fail(f"{response.url} answered {response.status_code}.")
    lines = [f"  {error['field']}: {error['detail']}" for error in problem.get("errors", [])]
    fail("\n".join([f"{response.status_code} {problem.get('title', '')}: {problem.get('detail', '')}", *lines]))
