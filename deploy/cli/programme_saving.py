"""Where an exported programme goes."""

import os
import sys
from enum import StrEnum
from pathlib import Path

import httpx

from deploy.cli.programme_sending import explain
from deploy.cli.running import fail


class Kind(StrEnum):
    """What a programme is written as."""

    JSON = "json"
    XML = "xml"
    ICS = "ics"
    CSV = "csv"
    OWN = "own"


PATHS = {kind: "programme" if kind is Kind.OWN else f"schedule.{kind}" for kind in Kind}


def kind_of(output: Path | None) -> Kind:
    """What the name of a file asks for; schedule.json where it asks for nothing."""
    suffix = output.suffix[1:].lower() if output else ""
    return Kind(suffix) if suffix in set(Kind) else Kind.JSON


def save(response: httpx.Response, output: Path | None) -> None:
    """Write it. Whoever has the file has all of it."""
    if response.status_code != 200:
        explain(response)
    try:
        if output is None:
            sys.stdout.buffer.write(response.content)
            sys.stdout.flush()
            return
        part = output.with_name(f"{output.name}.part")
        part.write_bytes(response.content)
        part.replace(output)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        fail(f"{problem.filename or output}: {problem.strerror}")
