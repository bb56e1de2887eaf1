"""desirepath bus: streams and consumers."""

import asyncio
from typing import Annotated

import typer

from deploy.cli.running import find
from shared.bus.provision import ProvisionSettings, run

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Streams and consumers."""


@app.command()
def provision(
    nats: Annotated[str | None, typer.Option(help="URL of the operator user.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Change what differs.")] = False,
) -> None:
    """Make the streams and consumers, or say where those that exist differ."""
    settings = ProvisionSettings(nats_url=find(nats, "NATS_URL", "nats_url", "--nats"))
    raise typer.Exit(asyncio.run(run(settings, apply=apply)))
