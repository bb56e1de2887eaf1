"""A child's log, how it ends, and that it never outlives the process that started it."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from deploy.local import children
from deploy.local.children import PROJECT, Child
from tests.deploy.conftest import is_alive, wait_for

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('up', flush=True); time.sleep(600)",
]


def up(child: Child) -> bool:
    return child.log.exists() and "up" in child.log.read_text()


def test_output_is_appended_over_restarts(tmp_path: Path) -> None:
    child = Child([sys.executable, "-c", "print('hello')"], tmp_path / "logs" / "a.log")
    for _ in range(2):
        child.start()
        assert child.wait(10)
    assert child.log.read_text() == "hello\nhello\n"
    assert child.ending() == "ended with exit code 0"


def test_a_log_that_has_grown_too_large_starts_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "LARGEST_LOG", 10)
    child = Child([sys.executable, "-c", "print('hello')"], tmp_path / "a.log")
    child.log.write_text("more than ten letters\n")
    child.start()
    assert child.wait(10)
    assert child.log.read_text() == "hello\n"


def test_it_is_asked_to_stop_then_killed(tmp_path: Path) -> None:
    child = Child(DEAF, tmp_path / "a.log")
    child.start()
    wait_for(lambda: up(child))
    child.stop(seconds=0.2)
    assert not child.running
    assert child.ending() == "was ended by SIGKILL"


def test_a_program_that_is_not_there_is_said_in_the_log(tmp_path: Path) -> None:
    child = Child([tmp_path / "nothing"], tmp_path / "a.log")
    child.start()
    assert child.wait(10)
    assert child.last_lines() == f"cannot run {tmp_path}/nothing: No such file or directory"


def test_it_outlives_the_thread_that_asked_for_it(tmp_path: Path) -> None:
    child = Child(SLEEP, tmp_path / "a.log")
    thread = threading.Thread(target=child.start)
    thread.start()
    thread.join()
    wait_for(lambda: up(child))
    try:
        # The kernel would have sent its signal when the thread ended, before the child could print.
        assert child.running
    finally:
        child.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux")
def test_it_dies_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from deploy.local.children import Child\n"
        f"child = Child({DEAF!r}, Path({str(tmp_path / 'a.log')!r}))\n"
        "print(child.start(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        wait_for(lambda: "up" in (tmp_path / "a.log").read_text())
        assert is_alive(pid)
        os.kill(parent.pid, signal.SIGKILL)
    wait_for(lambda: not is_alive(pid))
