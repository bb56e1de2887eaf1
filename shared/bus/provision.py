"""Makes the streams and consumers, or says where those that exist differ. Run as the operator, before the services.

    python -m shared.bus.provision [--apply]

Exits 1 when something differs; with --apply it is changed to what the product needs, where JetStream allows it.
"""

import asyncio
import sys
from collections.abc import Awaitable
from typing import Any

import nats
from nats.js.api import ConsumerConfig, StreamConfig
from nats.js.client import JetStreamContext
from nats.js.errors import APIError, NotFoundError
from pydantic_settings import BaseSettings

from shared.bus.topology import CONSUMERS, streams

_CONSUMER_FIELDS = (
    "filter_subject",
    "ack_policy",
    "ack_wait",
    "max_deliver",
    "max_ack_pending",
    "deliver_policy",
)
_STREAM_FIELDS = (
    "subjects",
    "retention",
    "storage",
    "max_age",
    "max_msgs_per_subject",
    "discard",
    "duplicate_window",
    "num_replicas",
)


class ProvisionSettings(BaseSettings):
    """Read from the environment."""

    nats_url: str = "nats://127.0.0.1:4222"
    jetstream_replicas: int = 1


class Drift(Exception):
    """What exists is not what the product needs."""


def differences(wanted: Any, found: Any, fields: tuple[str, ...]) -> list[str]:
    """Where two configurations differ; what is not asked for is not compared."""
    pairs = ((field, getattr(wanted, field), getattr(found, field)) for field in fields)
    return [f"{field} is {have!r}, not {want!r}" for field, want, have in pairs if want is not None and want != have]


async def provision(jetstream: JetStreamContext, *, replicas: int = 1, apply: bool = False) -> list[str]:
    """Make what is missing; returns what was made or changed. Raises Drift naming every difference."""
    done: list[str] = []
    drift: list[str] = []
    for stream in streams(replicas):
        await _stream(jetstream, stream, apply, done, drift)
    if drift:
        raise Drift("; ".join(drift))
    for consumer in CONSUMERS:
        await _consumer(jetstream, consumer.stream, consumer.config(), apply, done, drift)
    if drift:
        raise Drift("; ".join(drift))
    return done


async def _stream(
    jetstream: JetStreamContext, wanted: StreamConfig, apply: bool, done: list[str], drift: list[str]
) -> None:
    assert wanted.name
    try:
        found = (await jetstream.stream_info(wanted.name)).config
    except NotFoundError:
        await jetstream.add_stream(wanted)
        done.append(f"made stream {wanted.name}")
        return
    problems = [f"stream {wanted.name}: {problem}" for problem in differences(wanted, found, _STREAM_FIELDS)]
    if problems and apply:
        problems = await _changed(jetstream.update_stream(wanted), problems, done, f"changed stream {wanted.name}")
    drift += problems


async def _consumer(
    jetstream: JetStreamContext,
    stream: str,
    wanted: ConsumerConfig,
    apply: bool,
    done: list[str],
    drift: list[str],
) -> None:
    assert wanted.durable_name
    try:
        found = (await jetstream.consumer_info(stream, wanted.durable_name)).config
    except NotFoundError:
        await jetstream.add_consumer(stream, wanted)
        done.append(f"made consumer {wanted.durable_name}")
        return
    name = wanted.durable_name
    problems = [f"consumer {name}: {problem}" for problem in differences(wanted, found, _CONSUMER_FIELDS)]
    if problems and apply:
        problems = await _changed(jetstream.add_consumer(stream, wanted), problems, done, f"changed consumer {name}")
    drift += problems


async def _changed(change: Awaitable[object], problems: list[str], done: list[str], what: str) -> list[str]:
    """The problems that are left after a change."""
    try:
        await change
    except APIError as refused:
        return [f"{problem}, which cannot be changed ({refused.description})" for problem in problems]
    done.append(what)
    return []


async def run(settings: ProvisionSettings, *, apply: bool) -> int:
    """Connect, provision, report. Returns the exit code."""
    client = await nats.connect(settings.nats_url.split(","), connect_timeout=5, max_reconnect_attempts=3)
    try:
        done = await provision(client.jetstream(), replicas=settings.jetstream_replicas, apply=apply)
    except Drift as drift:
        print(f"The bus is not as this version needs it (--apply changes it): {drift}", file=sys.stderr)
        return 1
    finally:
        await client.close()
    print("\n".join(done) or "The bus is as this version needs it.")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(run(ProvisionSettings(), apply="--apply" in sys.argv[1:])))
