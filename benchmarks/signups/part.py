"""Part a: how many signups a second one process stores and answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from rich.progress import Progress

from benchmarks.machine import cpu_seconds, cpu_since
from benchmarks.results import Result, Row, Target
from benchmarks.servers import Servers, operator, servers
from benchmarks.signups.process import begin, process
from benchmarks.signups.stage import Stage, Stalled, signups
from shared.events import FrozenEvent

DATABASE = "benchmark"
NOTE = (
    "Ours does more than the others: it writes a second event, keeps both in the document so that a redelivery "
    "repeats them byte for byte, guards addresses by a unique index, and takes what tells who somebody is out of "
    "what everybody may read. 'Same work' is its plumbing with the work of the others. CPU: a signup's share."
)


@dataclass(frozen=True)
class Contestant:
    """Whom to measure. `user`: as whom it connects to the bus; `streams`: where one event for each signup must be."""

    name: str
    module: str
    note: str
    user: str = "operator"
    streams: tuple[str, ...] = ("EVENTS",)
    rates: list[float] = field(default_factory=list)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    """Microseconds a signup, by process."""


def contestants() -> list[Contestant]:
    """The field."""
    return [
        Contestant(
            "ours",
            "product",
            "the product: two events, frozen in the document, unique addresses",
            user="registration",
            streams=("EVENTS", "CONTACTS"),
        ),
        Contestant(
            "ours, same work",
            "plumbing",
            "the product's batch consumer: one bulk upsert, one event",
            user="registration",
        ),
        Contestant("plain", "plain", "FastStream, a handler per message: one upsert, one event"),
        Contestant("limit", "limit", "nats-py and motor by hand: one bulk upsert, one event"),
    ]


async def measure(events: int, rounds: int, progress: Progress) -> Result:
    """Every contestant in every round, each time another one first."""
    everybody = contestants()
    load = signups(events)
    task = progress.add_task("signups", total=events)
    with servers() as machines:
        async with operator(machines) as chief:
            stage = Stage(chief, DATABASE)
            for number in range(rounds):
                for place in range(len(everybody)):
                    one = everybody[(number + place) % len(everybody)]
                    progress.reset(task, description=f"signups: {one.name}, round {number + 1} of {rounds}")
                    await _run(one, machines, stage, load, lambda done: progress.update(task, completed=done))
    progress.remove_task(task)
    return _result(events, everybody)


async def _run(
    contestant: Contestant,
    machines: Servers,
    stage: Stage,
    load: Sequence[FrozenEvent],
    told: Callable[[int], None],
) -> None:
    await stage.set(load)
    with process(contestant.module, _environment(contestant, machines)) as child:
        pids = {"contestant": child.pid, "nats-server": machines.nats.pid, "mongod": machines.mongod.pid}
        before = {name: cpu_seconds(pid) for name, pid in pids.items()}
        begun = begin(child)
        try:
            done = await stage.wait_until_done(len(load), told)
        except Stalled as stalled:
            raise Stalled(f"{contestant.name}: {stalled}") from stalled
        for name, pid in pids.items():
            used = cpu_since(before[name], pid)
            if used is not None:
                contestant.cpu.setdefault(name, []).append(used / len(load) * 1e6)
    await stage.check(len(load), contestant.streams)
    contestant.rates.append(len(load) / (done - begun))


def _environment(contestant: Contestant, machines: Servers) -> dict[str, str]:
    return {
        "NATS_URL": machines.nats.url_for(contestant.user),
        "MONGO_URL": machines.mongod.url,
        "MONGO_DATABASE": DATABASE,
    }


def _result(events: int, contestants: Sequence[Contestant]) -> Result:
    rows = {one.name: _row(one) for one in contestants}
    ours, same = rows["ours"].median, rows["ours, same work"].median
    plain, limit = rows["plain"].median, rows["limit"].median
    return Result(
        "signups",
        f"Signups on the bus, stored, their event confirmed, acked: {events:,} in one process",
        NOTE,
        list(rows.values()),
        [
            Target("ours / plain", ours / plain, 6),
            Target("ours / limit", ours / limit, 0.7),
            Target("ours, same work / plain", same / plain, 6),
            Target("ours, same work / limit", same / limit, 0.7),
        ],
        reference="limit",
    )


def _row(contestant: Contestant) -> Row:
    cpu = {f"{name} CPU µs": median(used) for name, used in contestant.cpu.items()}
    return Row(contestant.name, contestant.note, "/s", contestant.rates, cpu)
