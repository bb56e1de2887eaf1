"""Streams and consumers are made once; whatever differs is named, stops the start, and is changed only when told."""

import os
import subprocess
import sys
from dataclasses import replace

import nats
import pytest
from nats.js.api import StorageType

from deploy.local.nats_server import NatsServer
from shared.bus.bus import Bus
from shared.bus.provision import Drift, ProvisionSettings, provision, run
from shared.bus.topology import SIGNUPS
from shared.outcomes import Done
from tests.integration.bus.stage import running

MADE = [
    "made stream SIGNUPS",
    "made stream EVENTS",
    "made stream CONTACTS",
    "made stream DEAD_LETTERS",
    "made consumer registration-signup-received",
    "made consumer registration-profile-erased",
    "made consumer registration-contact-erased",
    "made consumer recommendations-conference-published",
    "made consumer recommendations-participant-registered",
    "made consumer recommendations-participant-wishes_changed",
    "made consumer recommendations-participant-cancelled",
    "made consumer recommendations-participant-erased",
    "made consumer recommendations-programme-published",
    "made consumer recommendations-preferences-changed",
    "made consumer recommendations-agenda-moved",
    "made consumer notifications-conference-published",
    "made consumer notifications-contact-changed",
    "made consumer notifications-participant-registered",
    "made consumer notifications-participant-signup_repeated",
    "made consumer notifications-participant-interested",
    "made consumer notifications-participant-pending",
    "made consumer notifications-participant-waitlisted",
    "made consumer notifications-participant-offered",
    "made consumer notifications-participant-cancelled",
    "made consumer notifications-participant-erased",
    "made consumer notifications-contact-proposed",
    "made consumer notifications-participant-address_changed",
    "made consumer notifications-agenda-ready",
    "made consumer notifications-agenda-changed",
]


@pytest.fixture
def bare(tmp_path):
    """A nats-server with users and nothing else."""
    with NatsServer(tmp_path / "bare") as server:
        yield server


@pytest.fixture
async def operator(bare):
    client = await nats.connect(bare.url)
    yield client.jetstream()
    await client.close()


async def handle(events):
    return [Done()] * len(events)


async def test_made_once(operator):
    assert await provision(operator) == MADE
    assert await provision(operator) == []
    assert await provision(operator, apply=True) == []


async def test_a_stream_that_differs_is_named_and_changed_only_when_told(bare, operator, capsys):
    await provision(operator)
    config = (await operator.stream_info("EVENTS")).config
    await operator.update_stream(replace(config, max_age=3600.0, duplicate_window=60.0))
    settings = ProvisionSettings(nats_url=bare.url)

    assert await run(settings, apply=False) == 1
    told = capsys.readouterr().err
    assert "stream EVENTS: max_age is 3600.0, not 34560000.0" in told
    assert "stream EVENTS: duplicate_window is 60.0, not 120.0" in told
    assert "--apply" in told
    assert (await operator.stream_info("EVENTS")).config.max_age == 3600.0

    assert await run(settings, apply=True) == 0
    assert capsys.readouterr().out == "changed stream EVENTS\n"
    assert (await operator.stream_info("EVENTS")).config.max_age == 34560000.0
    assert await run(settings, apply=False) == 0


async def test_a_consumer_that_differs_is_named_and_changed_only_when_told(bare, operator, capsys):
    await provision(operator)
    await operator.add_consumer("SIGNUPS", replace(SIGNUPS.config(), max_deliver=3, ack_wait=7.0))
    settings = ProvisionSettings(nats_url=bare.url)

    assert await run(settings, apply=False) == 1
    told = capsys.readouterr().err
    assert "consumer registration-signup-received: ack_wait is 7.0, not 30.0" in told
    assert "consumer registration-signup-received: max_deliver is 3, not 3000" in told

    assert await run(settings, apply=True) == 0
    assert (await operator.consumer_info("SIGNUPS", SIGNUPS.name)).config.max_deliver == 3000
    assert await run(settings, apply=False) == 0


async def test_what_jetstream_never_changes_is_told_and_left(bare, operator, capsys):
    """Where a consumer starts and on what a stream is kept is decided once."""
    await provision(operator)
    await operator.delete_consumer("SIGNUPS", SIGNUPS.name)
    await operator.delete_stream("CONTACTS")
    await operator.add_stream(name="CONTACTS", subjects=["private.*.contact.>"], storage=StorageType.MEMORY)

    assert await run(ProvisionSettings(nats_url=bare.url), apply=True) == 1

    told = capsys.readouterr().err
    assert "stream CONTACTS: storage is 'memory', not <StorageType.FILE: 'file'>" in told
    assert "cannot be changed" in told
    assert (await operator.stream_info("CONTACTS")).config.storage == StorageType.MEMORY


def test_as_a_command(bare):
    command = [sys.executable, "-m", "shared.bus.provision"]
    environment = os.environ | {"NATS_URL": bare.url}

    first = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=60)

    assert (first.returncode, first.stdout.splitlines()) == (0, MADE)


async def test_a_bus_does_not_start_without_its_consumer(bare, operator):
    with pytest.raises(Drift, match="consumer registration-signup-received does not exist"):
        async with running(bare.url_for("registration"), SIGNUPS, handle):
            pytest.fail("started")  # pragma: no cover


async def test_a_bus_does_not_start_on_a_consumer_that_differs(bare, operator):
    await provision(operator)
    await operator.add_consumer("SIGNUPS", replace(SIGNUPS.config(), max_deliver=3))

    with pytest.raises(Drift, match="max_deliver is 3, not 3000"):
        async with running(bare.url_for("registration"), SIGNUPS, handle):
            pytest.fail("started")  # pragma: no cover


async def test_a_running_bus_notices_that_its_consumer_is_gone(monkeypatch, bare, operator):
    monkeypatch.setattr("shared.bus.bus.WATCH_EVERY", 0.05)
    await provision(operator)

    async with running(bare.url_for("registration"), SIGNUPS, handle) as bus:
        await operator.delete_consumer("SIGNUPS", SIGNUPS.name)
        with pytest.raises(Drift, match="does not exist"):
            await bus.watch()


async def test_stopping_a_bus_that_never_connected():
    bus = Bus("registration", "nats://127.0.0.1:1")
    bus.consumes(SIGNUPS)(handle)

    await bus.stop()
