"""Restarts: at once at first, then less and less often, and from the start again after a steady time."""

import signal
import sys
from pathlib import Path

import pytest

from deploy.local.children import Child
from deploy.local.part import Part
from deploy.local.supervisor import Supervisor, delay_after
from tests.deploy.conftest import wait_for


class Sleeper(Part):
    """A real process that is ready as soon as it lives."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            "sleeper",
            Child([sys.executable, "-c", "import time; time.sleep(600)"], directory / "sleeper.log"),
        )

    def ready(self) -> bool:
        return self.running


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 0.25), (2, 0.5), (3, 1), (4, 2), (5, 4), (6, 8), (7, 10), (100_000, 10)]
)
def test_delays_double_up_to_ten_seconds(failures: int, seconds: float) -> None:
    assert delay_after(failures) == seconds


def test_a_part_that_dies_is_restarted_visibly(tmp_path: Path) -> None:
    now = 100.0
    said: list[str] = []
    pids: list[int | None] = []
    with Sleeper(tmp_path) as part:
        supervisor = Supervisor([part], said.append, lambda: pids.append(part.pid), clock=lambda: now)
        first = part.pid

        def die() -> None:
            assert part.pid
            part.child.kill()
            supervisor.tick()

        supervisor.tick()
        assert said == []

        now = 105.0
        die()
        assert said == [f"sleeper was ended by SIGKILL: again in 0.25 s (its log: {tmp_path}/sleeper.log)"]
        now = 105.2
        supervisor.tick()
        assert not part.running
        now = 105.3
        supervisor.tick()
        assert part.running
        assert part.pid != first
        assert pids == [part.pid]
        supervisor.tick()
        assert said[1] == f"sleeper is back (pid {part.pid})"

        now = 106.0
        die()
        assert "again in 0.5 s" in said[2]
        now = 107.0
        supervisor.tick()
        supervisor.tick()
        now = 117.5
        die()
        assert "again in 0.25 s" in said[4], "steady for ten seconds: the count starts over"


def test_an_exit_code_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    part = Sleeper(tmp_path)
    part.child.command = [sys.executable, "-c", "raise SystemExit(3)"]
    part.child.start()
    wait_for(lambda: not part.running)
    Supervisor([part], said.append, lambda: None).tick()
    assert said[0].startswith("sleeper ended with exit code 3: again in 0.25 s")
    assert signal.SIGKILL.name not in said[0]
