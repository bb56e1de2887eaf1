"""The runner as people use it: a process that starts everything, repairs it, and leaves nothing behind."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.children import PROJECT
from deploy.local.http_server import status
from deploy.local.plan import DEFAULT_PORTS
from deploy.local.run_file import Run, read_run
from deploy.local.services import SERVICES
from tests.deploy.conftest import is_alive, wait_for

PARTS = ["nats-server", "mongod", "mail", "registration", "recommendations", "notifications"]


class Stack:
    """A runner with stand-in services, on ports of its own, in a folder of its own."""

    def __init__(self, folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.state = folder / "state"
        self.output = folder / "output.txt"
        self.folder = folder
        with open(self.output, "ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.deploy.stand_in_stack", "--state", str(self.state), *options],
                cwd=PROJECT,
                env=os.environ | {"STAND_IN_FOLDER": str(folder)} | dict(environment or {}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def run_file(self) -> Path:
        return self.state / "run.json"

    @property
    def said(self) -> str:
        return self.output.read_text()

    def ready(self) -> Run:
        """Its run.json, once it is there; one that a killed runner left behind does not count."""
        wait_for(lambda: self.is_ready() or self.process.poll() is not None, 30)
        assert self.is_ready(), self.said
        return read_run(self.run_file)

    def is_ready(self) -> bool:
        return self.run_file.exists() and read_run(self.run_file)["pids"]["runner"] == self.process.pid

    def told(self, service: str) -> dict[str, Any]:
        """The environment of a service, and after its stop whether it could drain."""
        told: dict[str, Any] = json.loads((self.folder / f"{service}.json").read_text())
        return told

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@contextmanager
def stack(folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Stack]:
    stack = Stack(folder, *options, environment=environment)
    try:
        yield stack
    finally:
        stack.process.kill()
        stack.process.wait()


def test_from_start_to_ctrl_c(tmp_path: Path) -> None:
    with stack(tmp_path, "--any-ports") as first:
        run = first.ready()
        assert stat.S_IMODE(first.run_file.stat().st_mode) == 0o600
        assert sorted(run["pids"]) == sorted([*PARTS, "runner"])
        assert all(is_alive(pid) for pid in run["pids"].values())
        assert run["pids"]["runner"] == first.process.pid
        assert run["nats_url"].startswith("nats://operator:")
        assert run["events_url"].startswith("nats://integrator:")
        assert run["mongo_url"].endswith("/?replicaSet=rs0")
        assert run["mail"]
        assert status(int(run["mail"].rpartition(":")[2]), "/livez") == 200
        assert all((first.state / "logs" / f"{name}.log").exists() for name in PARTS)

        told = first.told("notifications")
        assert told["NATS_URL"].startswith("nats://notifications:")
        assert told["MONGO_DATABASE"] == "notifications"
        assert told["RECOMMENDATIONS_URL"] == run["recommendations"]
        assert told["SMTP_URL"] == run["smtp_url"]
        assert "INTEGRATOR_TOKEN" not in told
        assert first.told("recommendations")["INTEGRATOR_TOKEN"] == run["integrator_token"]
        assert first.told("registration")["ORGANISER_TOKEN"] == run["organiser_token"]
        assert first.told("registration")["ORGANISER_PASSWORD"] == run["organiser_password"]

        # Somebody starts it again in the same folder.
        with stack(tmp_path) as second:
            assert second.process.wait(20) == 1
            assert f"already runs from {first.state} (pid {first.process.pid})" in second.said
        assert first.run_file.exists()

        assert first.interrupt() == 0
        assert not first.run_file.exists()
        assert not any(is_alive(pid) for pid in run["pids"].values())
        for service in ("registration", "recommendations", "notifications"):
            assert first.told(service)["drained"] is True, "bus and database stop after the services"
        for said in (
            "nats-server on port",
            "Signup form",
            f"{run['registration']}/console",
            "Captured mail",
            "desirepath events tail",
            "stopped",
        ):
            assert said in first.said
        assert run["organiser_token"] not in first.said
        assert run["organiser_password"] not in first.said

    # The same folder again: the same secrets, on other ports; and a fresh start has new ones.
    with stack(tmp_path, "--any-ports") as again:
        assert again.ready()["organiser_token"] == run["organiser_token"]
        again.interrupt()
    with stack(tmp_path, "--any-ports", "--fresh") as fresh:
        assert fresh.ready()["organiser_token"] != run["organiser_token"]
        fresh.interrupt()


def test_every_part_that_is_killed_comes_back(tmp_path: Path) -> None:
    with stack(tmp_path, "--any-ports") as running:
        before = running.ready()
        for name in PARTS:
            os.kill(before["pids"][name], signal.SIGKILL)
        wait_for(lambda: all(f"{name} is back (pid " in running.said for name in PARTS), 30)
        after = read_run(running.run_file)
        for name in PARTS:
            assert after["pids"][name] != before["pids"][name]
            assert f"{name} was ended by SIGKILL: again in 0.25 s" in running.said
        assert after["pids"]["runner"] == before["pids"]["runner"]
        assert running.interrupt() == 0
        assert not any(is_alive(pid) for pid in after["pids"].values())


def test_nothing_outlives_a_runner_that_is_killed(tmp_path: Path) -> None:
    with stack(tmp_path, "--any-ports") as killed:
        run = killed.ready()
        killed.process.kill()
        wait_for(lambda: not any(is_alive(pid) for pid in run["pids"].values()))
    with stack(tmp_path, "--any-ports") as again:
        assert again.ready()["pids"]["runner"] == again.process.pid
        again.interrupt()


def test_a_stop_that_is_interrupted_kills_at_once(tmp_path: Path) -> None:
    with stack(tmp_path, "--any-ports") as running:
        run = running.ready()
        # A part that is stopped by the kernel cannot end in order.
        os.kill(run["pids"]["notifications"], signal.SIGSTOP)
        running.process.send_signal(signal.SIGTERM)
        wait_for(lambda: not is_alive(run["pids"]["registration"]))
        assert is_alive(run["pids"]["mongod"])
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(5) == 0
        assert not any(is_alive(pid) for pid in run["pids"].values())


def test_a_stop_during_the_start_leaves_nothing(tmp_path: Path) -> None:
    with stack(tmp_path, "--any-ports") as starting:
        wait_for(lambda: "nats-server on port" in starting.said)
        assert starting.interrupt() == 0
        assert "Signup form" not in starting.said
        wait_for(lambda: not processes_with(str(starting.state)))


def test_servers_that_are_named_are_used_and_not_started(tmp_path: Path) -> None:
    named = {
        "NATS_URL": "nats://someone:secret@bus.example:4222",
        "MONGO_URL": "mongodb://someone:secret@db.example/?replicaSet=prod",
        "SMTP_URL": "smtp://someone:secret@relay.example:587",
    }
    with stack(tmp_path, "--any-ports", environment=named) as running:
        run = running.ready()
        assert sorted(run["pids"]) == ["notifications", "recommendations", "registration", "runner"]
        assert (run["nats_url"], run["events_url"], run["mongo_url"], run["smtp_url"], run["mail"]) == (
            named["NATS_URL"],
            named["NATS_URL"],
            named["MONGO_URL"],
            named["SMTP_URL"],
            None,
        )
        told = running.told("notifications")
        assert {name: told[name] for name in named} == named
        assert "from NATS_URL" in running.said
        assert "secret" not in running.said
        os.kill(run["pids"]["runner"], signal.SIGHUP)
        assert running.process.wait(20) == 0


def test_a_service_that_cannot_start_says_why_and_stops_the_rest(tmp_path: Path) -> None:
    with stack(tmp_path, "--any-ports", environment={"STAND_IN_FOLDER": str(tmp_path / "missing")}) as failing:
        assert failing.process.wait(30) == 1
        assert "registration ended with exit code 1" in failing.said
        assert "FileNotFoundError" in failing.said
        assert not processes_with(str(failing.state))
        assert not failing.run_file.exists()


def test_without_a_mongod_one_message_and_exit_code_1(tmp_path: Path) -> None:
    program = (
        "import sys, sysconfig; from deploy.local.__main__ import main\n"
        f"sysconfig.get_path = lambda name: {str(Path(sys.prefix) / 'bin')!r}\n"
        f"sys.exit(main(['--state', {str(tmp_path)!r}, '--any-ports']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("No usable mongod. There are three ways to provide one:\n")
    assert "Traceback" not in ended.stderr


def test_the_defaults_are_what_the_documentation_says() -> None:
    assert {service.name: service.default_port for service in SERVICES} == {
        "registration": 8001,
        "recommendations": 8002,
        "notifications": 8003,
    }
    assert DEFAULT_PORTS == {"nats-server": 4222, "mongod": 27017, "mail": 8025, "smtp": 1025}


def processes_with(words: str) -> list[str]:
    """Command lines of running processes that contain these words, the runner itself left out."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if words in command and is_alive(int(entry.parent.name)):
            found.append(command)
    return found
