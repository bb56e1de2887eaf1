"""desirepath events: read the public events, from now on or again from any time."""

import asyncio
import json
import os
import re
import sys
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from nats.errors import Error as NatsError
from rich.console import Console
from rich.text import Text

from deploy.cli.connection import connected
from deploy.cli.following import follow
from deploy.cli.running import fail, find

app = typer.Typer(no_args_is_help=True)
_SLUG = re.compile(r"[a-z0-9-]+|\*")
_PART = re.compile(r"[a-z0-9_]+|\*")


@app.callback()
def _group() -> None:
    """What happens, as it happens."""


@app.command()
def tail(
    conference: Annotated[str, typer.Option(help="Only this conference (its slug).")] = "*",
    type: Annotated[str, typer.Option(help="Only this type: agenda, agenda.ready or agenda.ready.v1.")] = "*",
    since: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            help="Replay from this instant (ISO 8601; without an offset it is UTC).",
            formats=[
                "%Y-%m-%dT%H:%M:%S%z",
                "%Y-%m-%dT%H:%M:%S",
                "%Y-%m-%dT%H:%M:%S.%f%z",
                "%Y-%m-%dT%H:%M",
                "%Y-%m-%d",
            ],
        ),
    ] = None,
    nats_url: Annotated[str | None, typer.Option("--nats", help="URL of the integrator user.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One CloudEvent a line, as on the bus.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="End after so many events; 0: never.")] = 0,
) -> None:
    """Print the CloudEvents as they pass. Ctrl-C ends it."""
    url = find(nats_url, "EVENTS_URL", "events_url", "--nats")
    subject = _filter(conference, type)
    start = None if since is None else (since if since.tzinfo else since.replace(tzinfo=UTC))
    try:
        asyncio.run(_tail(url, subject, start, as_json=as_json or not _is_terminal(), limit=limit))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except BrokenPipeError:
        # Whoever reads has enough, as in `events tail | head`. What is buffered must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (NatsError, OSError, TimeoutError) as problem:
        fail(f"The bus does not answer ({problem or problem.__class__.__name__}).")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _filter(conference: str, type: str) -> str:
    parts = type.split(".")
    if not _SLUG.fullmatch(conference) or len(parts) > 3 or not all(_PART.fullmatch(part) for part in parts):
        fail("--conference takes a slug and --type something like agenda.ready.v1", 2)
    return f"conf.{conference}.*.{'.'.join([*parts, '*', '*'][:3])}.*"


async def _tail(url: str, subject: str, start: datetime | None, *, as_json: bool, limit: int) -> None:
    console, seen = Console(highlight=False, soft_wrap=True), 0
    async with (
        connected(url, "desirepath events tail") as client,
        aclosing(follow(client, subject, start)) as bodies,
    ):
        async for body in bodies:
            _show(console, body, as_json=as_json)
            seen += 1
            if seen == limit:
                return


def _show(console: Console, body: bytes, *, as_json: bool) -> None:
    if as_json:
        print(body.decode(), flush=True)
        return
    event: dict[str, Any] = json.loads(body)
    line = Text()
    line.append(f"{event['time'][:19]}Z  ", style="dim")
    line.append(f"{event['type']:<32}", style="bold")
    line.append(f"{event['source'].split('/')[2]}  {event['subject']}  ")
    line.append(json.dumps(event["data"], ensure_ascii=False)[:200], style="dim")
    console.print(line)
