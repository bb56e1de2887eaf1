"""Part b: how many signups a second are answered 202, and what of it the bus costs."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from rich.progress import Progress

from benchmarks.accept.load import Load, Refused, load
from benchmarks.http_client import Connection, post, put
from benchmarks.loads import CONFERENCE, CONFERENCE_BODY, signup
from benchmarks.machine import cpu_seconds, cpu_since
from benchmarks.results import Result, Row, percentile
from benchmarks.servers import Servers, operator, servers
from deploy.local.http_server import HttpServer
from deploy.local.ports import LOOPBACK, free_port

CONNECTIONS = 32
WARM_UP = 300
TOKEN = "token-of-the-benchmark"
DATABASE = "benchmark"
NOTE = (
    f"{CONNECTIONS} connections, one client process, every body another one. Ours is the service as it runs: the "
    "same process also handles what it has accepted. 'Accepting only' leaves that to others. 'No bus' is the same "
    "application with a bus that says 'stored' at once."
)


@dataclass(frozen=True)
class Contestant:
    """A server, and whether clients send an Idempotency-Key."""

    name: str
    command: tuple[str, ...]
    note: str
    keys: bool
    loads: list[Load] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """Microseconds of the server a request."""


def contestants() -> list[Contestant]:
    """The field, with and without keys."""
    kinds = (
        ("ours", ("services.registration",), "answers and handles"),
        ("accepting only", ("benchmarks.accept.server", "accept-only"), "answers; handles nothing"),
        ("no bus", ("benchmarks.accept.server", "without-bus"), "answers; publishes and handles nothing"),
    )
    return [
        Contestant(f"{name}, key" if keys else name, command, f"{note}; {words}", keys)
        for keys, words in ((False, "no Idempotency-Key"), (True, "with Idempotency-Key"))
        for name, command, note in kinds
    ]


async def measure(requests: int, rounds: int, progress: Progress) -> Result:
    """Every contestant in every round, each time another one first."""
    everybody = contestants()
    task = progress.add_task("accept", total=rounds * len(everybody))
    with servers() as machines:
        async with operator(machines) as chief:
            for number in range(rounds):
                for place in range(len(everybody)):
                    one = everybody[(number + place) % len(everybody)]
                    progress.update(task, description=f"accept: {one.name}, round {number + 1} of {rounds}")
                    await chief.clear(DATABASE)
                    await _run(one, machines, requests)
                    progress.advance(task)
    progress.remove_task(task)
    return Result(
        "accept",
        f"Signups answered 202: {requests:,} over HTTP to one process",
        NOTE,
        [_row(one) for one in everybody],
        reference="no bus",
    )


async def _run(contestant: Contestant, machines: Servers, requests: int) -> None:
    bodies = [_request(number, keys=contestant.keys) for number in range(WARM_UP + requests)]
    with _server(contestant, machines) as server:
        await _publish_conference(server.port)
        await load(server.port, bodies[:WARM_UP], CONNECTIONS)
        before = cpu_seconds(server.pid)
        contestant.loads.append(await load(server.port, bodies[WARM_UP:], CONNECTIONS))
        used = cpu_since(before, server.pid)
        if used is not None:
            contestant.cpu.append(used / requests * 1e6)


def _request(number: int, *, keys: bool) -> bytes:
    headers = {"idempotency_key": f"key-of-{number}"} if keys else {}
    return post("/v1/signups", signup(number), **headers)


async def _publish_conference(port: int) -> None:
    connection = await Connection.to(port)
    status = await connection.send(
        put(f"/v1/conferences/{CONFERENCE}", CONFERENCE_BODY, authorization=f"Bearer {TOKEN}")
    )
    connection.close()
    if status not in (200, 202):
        raise Refused(f"the conference was answered {status}")


def _server(contestant: Contestant, machines: Servers) -> HttpServer:
    port = free_port()
    environment = {
        "HTTP_HOST": LOOPBACK,
        "HTTP_PORT": str(port),
        "NATS_URL": machines.nats.url_for("registration"),
        "MONGO_URL": machines.mongod.url,
        "MONGO_DATABASE": DATABASE,
        "REGISTRATION_URL": f"http://{LOOPBACK}:{port}",
        "ORGANISER_TOKEN": TOKEN,
        "LINK_SECRETS": "a secret of this benchmark alone",
        "SIGNUPS_PER_NETWORK": "1000000",
    }
    log: Path = machines.directory / "registration.log"
    command = [sys.executable, "-m", *contestant.command]
    return HttpServer("registration", command, environment, port=port, log=log)


def _row(contestant: Contestant) -> Row:
    def in_ms(loads: Sequence[Load], share: float) -> float:
        return median(percentile(one.seconds_each, share) for one in loads) * 1e3

    details = {
        "p50 ms": in_ms(contestant.loads, 0.5),
        "p99 ms": in_ms(contestant.loads, 0.99),
        "client % of a core": median(one.client_share for one in contestant.loads) * 100,
    }
    if contestant.cpu:
        details["server CPU µs"] = median(contestant.cpu)
    return Row(contestant.name, contestant.note, "/s", [one.rate for one in contestant.loads], details)
