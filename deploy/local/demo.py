"""The demo programme goes in through the ordinary import, once."""

import hashlib
import json
import threading
from datetime import UTC, datetime
from pathlib import Path

from deploy.local.children import PROJECT
from deploy.local.demo_day import ahead
from deploy.local.errand import run_module

PROGRAMME = PROJECT / "deploy" / "demo" / "programme.toml"


class Demo:
    """Remembers in `marker` which programme went into which database, so that a restart does not undo what
    an organiser changed since. Import is idempotent: at worst it is done twice."""

    def __init__(self, marker: Path, database: str, programme: Path = PROGRAMME) -> None:
        content = programme.read_bytes() + database.encode()
        self._imported = {"imported": hashlib.sha256(content).hexdigest()}
        self._programme = programme
        self._marker = marker

    def needed(self) -> bool:
        """Whether this programme has not been imported yet."""
        return not self._marker.exists() or json.loads(self._marker.read_text()) != self._imported

    def load(self, registration: str, recommendations: str, token: str, log: Path, stop: threading.Event) -> None:
        """Import it, as an organiser would, on a day that lies ahead."""
        coming = self._marker.with_suffix(".toml")
        coming.write_text(ahead(self._programme.read_text(), datetime.now(UTC).date()))
        run_module(
            *("deploy.cli", "programme", "import", str(coming)),
            *("--registration", registration, "--recommendations", recommendations, "--token", token),
            log=log,
            environment={},
            stop=stop,
        )
        self._marker.write_text(json.dumps(self._imported))
