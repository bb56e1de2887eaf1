"""`desirepath events tail` on a real bus, as the integrator: public events, from any time on, as they pass."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, Queue
from uuid import uuid4

import nats
import pytest
from typer.testing import CliRunner

from deploy.cli import app, connection
from deploy.local.ports import LOOPBACK, free_port
from shared.contracts import EVENTS

PROJECT = Path(__file__).parents[3]
ANY = "2020-01-01"


def event(kind: str = "agenda.ready", conference: str = "a-conference", **data: object) -> tuple[str, bytes]:
    """An event as it is on the bus: its subject and its body."""
    services = {"participant": "registration", "message": "notifications"}
    service = services.get(kind.partition(".")[0], "recommendations")
    id = str(uuid4())
    body = {
        "specversion": "1.0",
        "id": id,
        "source": f"/conferences/{conference}/{service}",
        "type": f"{kind}.v1",
        "subject": id,
        "time": "2026-09-01T12:30:15.123456Z",
        "data": data,
    }
    return f"conf.{conference}.{service}.{kind}.v1.{id}", json.dumps(body).encode()


def put(bus, *events: tuple[str, bytes]) -> list[str]:
    """Publish as the operator; the bodies."""

    async def publish() -> None:
        client = await nats.connect(bus.url)
        for subject, body in events:
            await client.jetstream().publish(subject, body)
        await client.close()

    asyncio.run(publish())
    return [body.decode() for _, body in events]


def tail(bus, *arguments: str):
    """Run to its end, in this process: exit code, lines, standard error."""
    answer = CliRunner().invoke(app, ["events", "tail", "--nats", bus.url_for("integrator"), *arguments])
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.stdout.splitlines(), answer.stderr


class Tail:
    """A process that follows."""

    def __init__(self, bus, *arguments: str) -> None:
        command = [sys.executable, "-m", "deploy.cli", "events", "tail", "--nats", bus.url_for("integrator")]
        self.process = subprocess.Popen(
            [*command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )
        self.lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def follows(self, bus) -> None:
        """Return when it prints what is published now."""
        for _ in range(100):
            put(bus, event("session.changed"))
            with suppress(Empty):
                self.lines.get(timeout=0.2)
                break
        last = event("session.changed", last=True)
        put(bus, last)
        while self.lines.get(timeout=10) != last[1].decode():
            pass

    def end(self, signal_number: int) -> tuple[int, str]:
        """Exit code and standard error."""
        self.process.send_signal(signal_number)
        code = self.process.wait(timeout=10)
        self._reader.join()
        assert self.process.stdout
        assert self.process.stderr
        error = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return code, error


@contextmanager
def following(bus, *arguments: str):
    process = Tail(bus, *arguments)
    try:
        yield process
    finally:
        if process.process.poll() is None:
            process.end(signal.SIGKILL)


def test_what_was_there_in_order_as_on_the_bus(bus):
    kinds = ("participant.registered", "agenda.ready", "message.sent", "agenda.ready")
    bodies = put(bus, *(event(kind, number=number) for number, kind in enumerate(kinds)))

    assert tail(bus, "--from", ANY, "--limit", "4", "--json") == (0, bodies, "")
    assert tail(bus, "--from", ANY, "--limit", "2") == (0, bodies[:2], "")  # no terminal: the same as --json


def test_from_an_instant(bus):
    put(bus, event())
    instant = datetime.now(UTC)
    later = put(bus, event(), event())

    for written in (f"{instant:%Y-%m-%dT%H:%M:%S.%f}+00:00", f"{instant:%Y-%m-%dT%H:%M:%S.%fZ}"):
        assert tail(bus, "--from", written, "--limit", "2") == (0, later, "")
    for written in ("2020-01-01", "2020-01-01T09:00", "2020-01-01T09:00:00", "2020-01-01T09:00:00-04:00"):
        assert tail(bus, "--from", written, "--limit", "3")[0] == 0


def test_only_what_is_asked_for(bus):
    ready, sent, elsewhere, published = put(
        bus, event(), event("message.sent"), event(conference="another"), event("session.published")
    )

    for kind in ("agenda", "agenda.ready", "agenda.ready.v1", "agenda.*.v1"):
        assert tail(bus, "--from", ANY, "--limit", "2", "--type", kind)[1] == [ready, elsewhere]
    assert tail(bus, "--from", ANY, "--limit", "1", "--conference", "another")[1] == [elsewhere]
    both = ("--conference", "a-conference", "--type", "session")
    assert tail(bus, "--from", ANY, "--limit", "1", *both)[1] == [published]
    assert tail(bus, "--from", ANY, "--limit", "4")[1] == [ready, sent, elsewhere, published]


def test_more_than_comes_in_one_answer(bus):
    bodies = put(bus, *(event(number=number) for number in range(600)))

    assert tail(bus, "--from", ANY, "--limit", "600") == (0, bodies, "")


def test_only_public_events(bus):
    private = [
        (kind.channel().format(conference="a-conference", id=str(uuid4())), b'{"private": true}')
        for kind in EVENTS
        if kind.stream != "EVENTS"
    ]
    assert {subject.split(".")[0] for subject, _ in private} == {"signups", "private"}
    put(bus, *private, ("dead.registration.somebody.1", b'{"private": true}'))
    public = put(bus, event())
    put(bus, *private)
    public += put(bus, event())

    assert tail(bus, "--from", ANY, "--limit", "2") == (0, public, "")


def test_for_people(bus, monkeypatch):
    put(bus, event(number=1, words="ünïcode [bold]x[/bold]"))
    monkeypatch.setattr("deploy.cli.events._is_terminal", lambda: True)

    code, (line,), _ = tail(bus, "--from", ANY, "--limit", "1")

    assert code == 0
    assert line.startswith("2026-09-01T12:30:15Z  agenda.ready.v1")
    assert line.endswith('{"number": 1, "words": "ünïcode [bold]x[/bold]"}')


def test_as_they_pass(bus):
    old = put(bus, event())
    with following(bus) as process:
        process.follows(bus)
        wanted = [event("message.sent"), event("agenda.ready")]
        put(bus, *wanted)
        printed = [process.lines.get(timeout=10) for _ in wanted]
        code, error = process.end(signal.SIGINT)

    assert printed == [body.decode() for _, body in wanted]
    assert old[0] not in printed
    assert (code, error) == (0, "")


def test_it_outlives_the_bus(bus):
    with following(bus) as process:
        process.follows(bus)
        bus.kill()
        bus.start()
        (body,) = put(bus, event("message.sent"))
        assert process.lines.get(timeout=15) == body
        code, error = process.end(signal.SIGINT)

    assert code == 0
    assert "Traceback" not in error


def test_a_reader_that_has_enough(bus):
    """As in `events tail | head -n 1`: it notices with the next event."""
    (first,) = put(bus, event())
    command = [sys.executable, "-m", "deploy.cli", "events", "tail", "--from", ANY]
    with subprocess.Popen(
        [*command, "--nats", bus.url_for("integrator")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == f"{first}\n"
        process.stdout.close()
        put(bus, event())
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--type", "agenda.ready.v1.extra"),
        ("--type", "agenda..v1"),
        ("--type", ">"),
        ("--type", "a b"),
        ("--type", ""),
        ("--conference", "a.b"),
        ("--conference", ">"),
        ("--conference", ""),
        ("--conference", "*.*"),
        ("--limit", "-1"),
        ("--limit", "many"),
        ("--from", "yesterday"),
        ("--from", "2026-13-01"),
    ],
)
def test_questions_that_make_no_sense(arguments):
    answer = CliRunner().invoke(app, ["events", "tail", "--nats", f"nats://{LOOPBACK}:9", *arguments])

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert answer.stderr


def test_a_bus_that_is_not_there(monkeypatch):
    monkeypatch.setattr(connection, "WITHIN", 0.5)

    answer = CliRunner().invoke(app, ["events", "tail", "--nats", f"nats://{LOOPBACK}:{free_port()}"])

    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("The bus does not answer (")
    assert answer.stderr.count("\n") == 1


def test_a_wrong_password(bus, monkeypatch):
    monkeypatch.setattr(connection, "WITHIN", 0.5)

    answer = CliRunner().invoke(app, ["events", "tail", "--nats", f"nats://integrator:wrong@{LOOPBACK}:{bus.port}"])

    assert answer.exit_code == 1
    assert "Authorization Violation" in answer.stderr
    assert "wrong" not in answer.stderr
