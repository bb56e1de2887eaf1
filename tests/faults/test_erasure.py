"""Somebody is erased from the whole product: not a byte is left, nothing brings them back, no kill leaves a half."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from deploy.local.errand import run_module
from shared.bus.topology import CONSUMERS
from tests.faults.erasing import (
    Somebody,
    ask_to_be_erased,
    change_everything,
    complete,
    documents_that_remember,
    files_that_remember,
    mails_to,
    participant_of,
    poison,
    receipt_of,
    run,
    sign_up,
    tombstone,
    until,
)
from tests.stack.product import Product, running_product

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]

SETTLES = 2
ENVIRONMENT = {"ERASURE_SETTLES_SECONDS": str(SETTLES)}


def take_part(product: Product, somebody: Somebody) -> str:
    """Sign up, and have both mails; answers the participant's id."""
    sign_up(product, somebody.signup())
    until(lambda: len(mails_to(product, somebody.email)) == 2, what="both mails are there")
    return participant_of(product, somebody.email)


def memories(product: Product, folder: Path, somebody: Somebody) -> list[str]:
    """Everything that remembers them, after nats-server has stopped."""
    places = [folder / "nats", folder / "logs", folder / "mongo" / "mongod.log"]
    found = [trace for place in places for trace in files_that_remember(place, somebody)]
    log = (folder / "mongo" / "mongod.log").read_bytes().lower()
    found += [f"{trace} in mongod.log" for trace in somebody.traces if trace.encode() in log]
    return found + list(documents_that_remember(product, somebody))


def test_not_a_byte_is_left(tmp_path: Path):
    somebody, bystander = Somebody(), Somebody(name="Ana Ruiz", email="ana@example.org", traces=("ana@example.org",))
    with running_product(tmp_path, ENVIRONMENT) as product:
        take_part(product, bystander)
        participant = take_part(product, somebody)
        sign_up(product, somebody.signup(role="principal"))  # put aside until they decide
        change_everything(product, participant, somebody)
        sign_up(product, somebody.signup(email=somebody.later_email, school="Riverside"))
        asyncio.run(poison(product, participant, somebody))
        assert len({trace.split()[0] for trace in memories(product, tmp_path, somebody)}) > 1, "they are remembered"

        ask_to_be_erased(product, participant)
        receipt = complete(product, participant)
        product.nats.stop()
        remembered = memories(product, tmp_path, somebody)
        others = memories(product, tmp_path, bystander)

    assert remembered == []
    assert others, "whoever was not erased is still there"
    assert [one["service"] for one in receipt["acknowledged"]] == ["registration", "recommendations", "notifications"]
    assert receipt["acknowledged"][0]["documents"] == 3
    assert receipt["acknowledged"][1]["documents"] == 2


def test_replaying_everything_does_not_bring_them_back(tmp_path: Path):
    somebody, bystander = Somebody(), Somebody(name="Ana Ruiz", email="ana@example.org", traces=("ana@example.org",))
    with running_product(tmp_path, ENVIRONMENT) as product:
        others = take_part(product, bystander)
        participant = take_part(product, somebody)
        change_everything(product, participant, somebody)
        ask_to_be_erased(product, participant)
        complete(product, participant)

        for service in product.services.values():
            service.stop()
        with MongoClient[dict[str, Any]](product.mongod.url) as mongo:
            for name in product.services:
                mongo.drop_database(name)
        run(forget_the_consumers, product)
        command, environment = "shared.bus.provision", {"NATS_URL": product.nats.url}
        run_module(command, log=tmp_path / "again.log", environment=environment, stop=threading.Event())
        before = len(mails_to(product, somebody.email)) + len(mails_to(product, somebody.later_email))
        for service in product.services.values():
            service.start()
        run(everything_is_read, product)

        with MongoClient[dict[str, Any]](product.mongod.url) as mongo:
            profiles = {one["_id"]: one for one in mongo.recommendations.profiles.find()}
            agendas = {one["_id"]: one for one in mongo.recommendations.agendas.find()}
            contacts = {one["_id"]: one for one in mongo.notifications.contacts.find()}
            messages = list(mongo.notifications.messages.find({"participant": participant}))
        after = len(mails_to(product, somebody.email)) + len(mails_to(product, somebody.later_email))
        product.nats.stop()
        remembered = memories(product, tmp_path, somebody)

    assert remembered == []
    assert after == before, "no mail went out to them again"
    assert messages == []
    for documents in (profiles, contacts):
        assert not documents[others].get("erased"), "the replay brings everybody else back"
    for documents in (profiles, agendas, contacts):
        assert documents[participant]["erased"]
        assert set(documents[participant]) == {"_id", "conference", "version", "erased", "event"}


async def forget_the_consumers(jetstream: Any) -> None:
    for consumer in CONSUMERS:
        await jetstream.delete_consumer(consumer.stream, consumer.name)


async def everything_is_read(jetstream: Any) -> None:
    quiet = 0
    while quiet < 5:  # what follows from the last event of one is the first of another
        infos = [await jetstream.consumer_info(one.stream, one.name) for one in CONSUMERS]
        quiet = 0 if any(info.num_pending or info.num_ack_pending for info in infos) else quiet + 1
        await asyncio.sleep(0.3)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("erasures"), ENVIRONMENT) as running:
        yield running


def after_the_tombstone(product: Product, participant: str) -> None:
    """The bus is deaf: the deed is written, and nothing of what follows is done."""
    os.kill(product.nats.pid or 0, signal.SIGSTOP)
    try:
        asked = threading.Thread(target=_ask, args=(product, participant))
        asked.start()
        until(lambda: tombstone(product, participant)["state"] == "erased", what="the deed is done")
        product.services["registration"].kill()
        asked.join()
    finally:
        os.kill(product.nats.pid or 0, signal.SIGCONT)
    assert tombstone(product, participant)["pending"], "nobody knows of it yet"


def after_the_first_sweep(product: Product, participant: str) -> None:
    """What was kept is overwritten, and what was on its way may still come."""
    _ask(product, participant)
    until(lambda: "swept_at" in tombstone(product, participant)["erasure"], what="the first sweep is over")
    product.services["registration"].kill()
    assert not tombstone(product, participant)["erasure"]["purged"]


def before_the_acknowledgements(product: Product, participant: str) -> None:
    """The bus has forgotten, and the others have not heard of it."""
    others = [product.services[name] for name in ("recommendations", "notifications")]
    for other in others:
        other.kill()
    _ask(product, participant)
    until(lambda: tombstone(product, participant)["erasure"]["purged"], what="the bus has forgotten them")
    product.services["registration"].kill()
    for other in others:
        other.start()
    assert set(tombstone(product, participant)["erasure"]["acknowledged"]) == {"registration"}


def as_it_answers(product: Product, participant: str) -> None:
    """Wherever it is just then."""
    _ask(product, participant)
    product.services["registration"].kill()


def _ask(product: Product, participant: str) -> None:
    try:
        ask_to_be_erased(product, participant)
    except httpx.TransportError:
        return  # killed before it answered


POINTS = (after_the_tombstone, after_the_first_sweep, before_the_acknowledgements, as_it_answers)


@pytest.mark.parametrize("cut_short", POINTS, ids=lambda point: point.__name__)
def test_no_kill_leaves_a_half(product: Product, cut_short: Callable[[Product, str], None]):
    somebody = Somebody(email=f"{cut_short.__name__}@nowhere-else.example.org")
    participant = take_part(product, somebody)

    cut_short(product, participant)
    product.services["registration"].start()
    receipt = complete(product, participant)

    assert receipt == receipt_of(product, participant)
    assert list(documents_that_remember(product, somebody)) == []
    kept = tombstone(product, participant)
    assert kept["pending"] == []
    assert set(kept["erasure"]) == {"purged", "purged_at", "acknowledged"}
    contacts, told = run(lambda jetstream: what_is_told(jetstream, participant), product)
    assert contacts == 0
    assert told == 1, "everybody heard of it, once"


async def what_is_told(jetstream: Any, participant: str) -> tuple[int, int]:
    """How many contacts and how many erasures of them are on the bus."""

    async def number(stream: str, subjects: str) -> int:
        info = await jetstream.stream_info(stream, subjects_filter=subjects)
        return sum((info.state.subjects or {}).values())

    return (
        await number("CONTACTS", f"private.*.contact.*.*.{participant}"),
        await number("EVENTS", f"conf.*.registration.participant.erased.*.{participant}"),
    )
