"""desirepath demand: what everybody wants of a programme, in groups of five and more."""

import json
import time
import webbrowser
from typing import Annotated, Any, NoReturn
from urllib.parse import quote

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from deploy.cli.demand_tables import show
from deploy.cli.running import fail, find

EVERY = 0.5
"""Seconds between two looks at how far a measurement is."""
PATIENCE = 15.0
"""Seconds in which nobody is at it."""


def demand(
    conference: Annotated[str, typer.Argument(help="The conference (its slug).")],
    measure: Annotated[bool, typer.Option("--measure", help="Measure it now, even if it was measured before.")] = False,
    link: Annotated[
        bool,
        typer.Option(
            "--link", help="Print a link to the page with pictures, and from there to the others; it lasts 12 hours."
        ),
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open that page in a browser.")] = False,
    recommendations: Annotated[str | None, typer.Option(help="URL of recommendations.")] = None,
    token: Annotated[str | None, typer.Option(help="The organiser's token.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Show what everybody wants: unmet goals, demand for each session, clashes, repeats and room swaps worth making.

    What was never measured is measured first. No group of fewer than five people is shown.
    """
    base = find(recommendations, "RECOMMENDATIONS_URL", "recommendations", "--recommendations").rstrip("/")
    headers = {"Authorization": f"Bearer {find(token, 'ORGANISER_TOKEN', 'organiser_token', '--token')}"}
    with httpx.Client(base_url=f"{base}/v1/conferences/", headers=headers, timeout=60) as client:
        if link or open_it:
            _page(_ask(client, "POST", conference, "/links"), open_it=open_it, as_json=as_json)
            return
        answer = _ask(client, "GET", conference)
        if measure or (answer["demand"] is None and answer["measuring"] is None):
            _ask(client, "POST", conference)
            answer = _measured(client, conference, answer["measured_at"], quiet=as_json)
        elif answer["demand"] is None:
            answer = _measured(client, conference, None, quiet=as_json)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        show(answer)


def _page(link: dict[str, Any], *, open_it: bool, as_json: bool) -> None:
    print(json.dumps(link) if as_json else link["url"])
    if open_it:
        webbrowser.open(link["url"])


def _measured(client: httpx.Client, conference: str, before: str | None, *, quiet: bool) -> dict[str, Any]:
    """Wait for a measurement that is not the one before, drawing how far it is."""
    idle_since = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as drawn:
        task = drawn.add_task("Measuring", total=None)
        while True:
            answer = _ask(client, "GET", conference)
            if answer["measured_at"] != before:
                return answer
            if answer["measuring"]:
                idle_since = time.monotonic()
                done, of = answer["measuring"]["done"], answer["measuring"]["of"]
                drawn.update(task, completed=done, total=of or None)
            elif time.monotonic() - idle_since > PATIENCE:
                fail("Nothing came of it: fewer than five people changed, or the service was stopped. Try again.")
            time.sleep(EVERY)


def _ask(client: httpx.Client, method: str, conference: str, what: str = "") -> dict[str, Any]:
    try:
        response = client.request(method, f"{quote(conference, safe='')}/demand{what}")
    except httpx.HTTPError as problem:
        fail(f"{client.base_url} does not answer ({type(problem).__name__}). Is it running?")
    if response.status_code >= 300:
        _explain(response)
    answer: dict[str, Any] = response.json()
    return answer


def _explain(response: httpx.Response) -> NoReturn:
    try:
        told = response.json()
    except ValueError:
        fail(f"{response.url} answered {response.status_code}.")
    fail(f"{response.status_code} {told.get('title', '')}: {told.get('detail', '')}")
