"""desirepath allocate: give out the seats of a conference over everybody."""

import json
from typing import Annotated, Any
from urllib.parse import quote

import httpx
import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from deploy.cli.running import fail, find


def allocate(
    conference: Annotated[str, typer.Argument(help="The conference (its slug).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come of it.")] = False,
    recommendations: Annotated[str | None, typer.Option(help="URL of recommendations.")] = None,
    token: Annotated[str | None, typer.Option(help="The organiser's token.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Give out the seats of sessions that have only so many, so that everybody together gets the most, and fairly.

    People keep what they have where that costs little. Those whose day changes are told. The page Seats of the
    organiser's console does the same and draws what came of it.
    """
    base = find(recommendations, "RECOMMENDATIONS_URL", "recommendations", "--recommendations").rstrip("/")
    headers = {"Authorization": f"Bearer {find(token, 'ORGANISER_TOKEN', 'organiser_token', '--token')}"}
    url = f"{base}/v1/conferences/{quote(conference, safe='')}/allocations"
    with httpx.Client(headers=headers, timeout=httpx.Timeout(30, read=600)) as client:
        result = _result(client, f"{url}?dry_run=true" if dry_run else url, quiet=as_json)
    if as_json:
        print(json.dumps(result))
    else:
        _show(result, dry_run=dry_run)


def _result(client: httpx.Client, url: str, *, quiet: bool) -> dict[str, Any]:
    """Draws how far it is until the last line, which is the result."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeElapsedColumn(),
    )
    result: dict[str, Any] = {}
    try:
        with (
            client.stream("POST", url) as response,
            Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as drawn,
        ):
            if response.status_code != 200:
                _explain(response)
            task = drawn.add_task("", total=1.0)
            for line in response.iter_lines():
                told = json.loads(line)
                if "problem" in told:
                    fail(told["problem"])
                result = told.get("result", {})
                drawn.update(task, description=told.get("doing", ""), completed=told.get("part", 1.0))
    except httpx.HTTPError as problem:
        fail(f"{url} does not answer ({type(problem).__name__}). Is it running?")
    if not result:
        fail("It ended before it was done. Run it again: it goes on where it stopped.")
    return result


def _explain(response: httpx.Response) -> None:
    response.read()
    try:
        told = response.json()
    except ValueError:
        fail(f"{response.url} answered {response.status_code}.")
    fail(f"{response.status_code} {told.get('title', '')}: {told.get('detail', '')}")


def _show(result: dict[str, Any], *, dry_run: bool) -> None:
    bound, shares = result["bound"], result["shares"]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=False)
    table.add_column("")
    table.add_column("", justify="right")
    rows = {
        "people": f"{result['people']:,}",
        "value, in points": f"{result['value']:,.0f}",
        "no way is worth more than": f"{bound:,.0f}",
        "lost at most": f"{1 - result['value'] / bound if bound else 0:.2%}",
        "of the day they could have alone, people have at least": f"{shares['least']:.0%}",
        "... nineteen of twenty at least": f"{shares['p5']:.0%}",
        "... half of them at least": f"{shares['median']:.0%}",
        "far below the others": f"{shares['below']:,}",
        "cost of fairness": f"{result['cost_of_fairness'] / bound if bound else 0:.2%}",
    }
    if not dry_run:
        rows["people whose day changed"] = f"{result['changed']:,}"
    for name, value in rows.items():
        table.add_row(name, value)
    Console(highlight=False).print(table)
