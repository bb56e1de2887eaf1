"""Part c: the time from posting a signup to each of its two mails, at a steady load."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from rich.progress import Progress

from benchmarks.journey.mails import Arrivals, arrivals, wait_for
from benchmarks.journey.stack import Stack, stack
from benchmarks.journey.steady import Sent, send
from benchmarks.machine import busy_seconds, cpu_seconds, cpu_since
from benchmarks.results import Result, Row, Target, percentile
from deploy.local.demo import PROGRAMME

WARM_UP = 5
"""Seconds whose signups do not count."""
READER = 10_000_000
"""The person who signs up before: for their agenda, the new programme is read, which takes seconds and happens once."""
QUIET = 45.0
"""Seconds without a new mail after which those missing are given up: longer than an unanswered event rests."""
NOTE = (
    "Three services, nats-server, mongod, the mail sink and the client share this machine. The clock starts when a "
    "signup is due and ends when the sink has the mail. Every round is a new stack; that it reads the programme once, "
    "and its warm-up, do not count. What somebody else used of the machine meanwhile is listed: a core that was not "
    "there makes the times longer."
)
WHAT = {
    "answer": "202 to whoever signed up",
    "confirmation": "confirmation mail in the sink",
    "agenda": "agenda mail in the sink",
    "both mails": "the later of the two",
}


@dataclass(frozen=True, slots=True)
class Round:
    """What one stack did. `times`: milliseconds, by name in WHAT; `cpu`: % of a core, by process."""

    times: Mapping[str, list[float]]
    cpu: Mapping[str, float]
    missing: int
    """Signups refused and mails that did not come."""


async def measure(rate: float, seconds: float, rounds: int, progress: Progress) -> Result:
    """Each round with everything new."""
    task = progress.add_task("journey")
    found = []
    for number in range(rounds):
        progress.reset(task, description=f"journey: starting, round {number + 1} of {rounds}")
        with stack() as running:
            progress.reset(task, description=f"journey: round {number + 1} of {rounds}")
            found.append(await _round(running, rate, seconds, progress))
    progress.remove_task(task)
    return _result(rate, found)


async def _round(running: Stack, rate: float, seconds: float, progress: Progress) -> Round:
    await send(running.port, _conference(), 1, rate, lambda _: None, first=READER)
    wait_for(running.mails, 2, QUIET, lambda _: None)
    count = int(rate * (WARM_UP + seconds))
    task = progress.add_task("  signups sent", total=count)
    pids = {**running.run["pids"], "client": os.getpid()}
    busy, before = busy_seconds(), {name: cpu_seconds(pid) for name, pid in pids.items()}
    sent = await send(running.port, _conference(), count, rate, lambda done: progress.update(task, completed=done))
    used = {name: cpu_since(before[name], pid) for name, pid in pids.items()}
    used["somebody else"] = _somebody_else(busy, used)
    progress.reset(task, description="  mails arrived", total=2 * count)
    wait_for(running.mails, 2 * count + 2, QUIET, lambda done: progress.update(task, completed=done))
    progress.remove_task(task)
    mails = arrivals(running.mails)
    return Round(
        _times(sent, mails, skipped=int(rate * WARM_UP)),
        {name: seconds / (count / rate) * 100 for name, seconds in used.items() if seconds is not None},
        len(sent.refused) + 2 * (count + 1) - len(mails.confirmations) - len(mails.agendas),
    )


def _somebody_else(busy: float | None, used: Mapping[str, float | None]) -> float | None:
    """Seconds this machine worked for others since it had been `busy` for so long: what disturbed the measurement."""
    now = busy_seconds()
    if busy is None or now is None:
        return None
    return max(0.0, now - busy - sum(seconds for seconds in used.values() if seconds is not None))


def _conference() -> str:
    slug: str = tomllib.loads(PROGRAMME.read_text(encoding="utf-8"))["conference"]["slug"]
    return slug


def _times(sent: Sent, mails: Arrivals, skipped: int) -> dict[str, list[float]]:
    measured = list(sent.due.items())[skipped:]
    first, second = mails.confirmations, mails.agendas
    times = {
        "answer": [sent.answered[who] for who, _ in measured if who in sent.answered],
        "confirmation": [first[who] - due for who, due in measured if who in first],
        "agenda": [second[who] - due for who, due in measured if who in second],
        "both mails": [max(first[who], second[who]) - due for who, due in measured if who in first and who in second],
    }
    return {name: [nanoseconds / 1e6 for nanoseconds in some] for name, some in times.items()}


def _result(rate: float, rounds: list[Round]) -> Result:
    rows = [_row(name, [one.times[name] for one in rounds]) for name in WHAT]
    used = [
        Row(name, "processor while signups came in", "% of a core", [one.cpu[name] for one in rounds])
        for name in rounds[0].cpu
    ]
    p99 = next(row.median for row in rows if row.name == "both mails")
    return Result(
        "journey",
        f"From signup to mail at {rate:g} signups/s, everything on this machine: p99",
        NOTE,
        [*rows, *used],
        [
            Target("p99 of both mails, seconds", p99 / 1e3, 2, at_least=False),
            Target("signups or mails missing", sum(one.missing for one in rounds), 0, at_least=False),
        ],
    )


def _row(name: str, rounds: list[list[float]]) -> Row:
    details = {
        "p50 ms": median(percentile(times, 0.5) for times in rounds),
        "most ms": max(max(times) for times in rounds),
    }
    return Row(name, WHAT[name], "ms", [percentile(times, 0.99) for times in rounds], details)
