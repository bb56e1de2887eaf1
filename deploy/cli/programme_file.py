"""What the command line needs to know of a programme before it hands it on: whose it is."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from deploy.cli.running import fail


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it is handed on. `conference`: whole, where the file defines it."""

    name: str
    content: bytes
    slug: str
    conference: dict[str, Any] | None


def handed(file: Path, slug: str | None) -> Handed:
    """Read a file. Ends the program where it cannot be, or nobody says whose programme it is."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        fail(f"{file}: {problem.strerror}")
    said = _conference(file, content)
    if isinstance(said, dict):
        if "slug" not in said:
            fail(f"{file}: conference has no slug")
        if slug and slug != said["slug"]:
            fail(f"{file}: is the programme of {said['slug']}, not of {slug}")
        return Handed(file.name, content, str(said["slug"]), said)
    if not (known := slug or said):
        fail(f"{file}: there is no conference in it; say which one with --conference")
    return Handed(file.name, content, str(known), None)


def _conference(file: Path, content: bytes) -> dict[str, Any] | str | None:
    """What our own formats say of it. A schedule's conference is not one of ours."""
    try:
        found: Any = None
        if file.suffix == ".toml":
            found = tomllib.loads(content.decode("utf-8-sig"))
        elif file.suffix == ".json":
            found = json.loads(content)
    except ValueError as problem:  # both parsers say the line
        fail(f"{file}: {problem}")
    said = found.get("conference") if isinstance(found, dict) else None
    if isinstance(said, str):
        return said
    if not isinstance(said, dict) or "days" in said:
        return None
    plain: dict[str, Any] = json.loads(json.dumps(said, default=_plain))
    return plain


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
