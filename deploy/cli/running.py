"""Where the parts are: from an option, the environment, or the run file of `make run` in this folder."""

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

RUN_FILE = Path(".desirepath/run.json")


def fail(words: str, code: int = 1) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    print(words, file=sys.stderr)
    raise SystemExit(code)


def find(option: str | None, variable: str, key: str, flag: str) -> str:
    """The first of: the option, the environment variable, the run file's key. Ends the program without any."""
    if found := option or os.environ.get(variable) or _run_file().get(key):
        return str(found)
    fail(
        f"Nothing known about where to find this: give {flag}, set {variable}, or start `make run` in this folder.",
        2,
    )


def _run_file() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(RUN_FILE.read_text())
    except (OSError, ValueError):
        return {}
    return found
