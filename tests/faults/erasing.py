"""A person of the product who is to be forgotten: what they do, and every place that may remember them."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import nats
from bson.raw_bson import RawBSONDocument
from nats.js import JetStreamContext
from pymongo import MongoClient

from services.registration.erasing.marks import Marks
from services.registration.participants import addresses, people
from services.registration.participants.deeds import Decide, Deeds
from services.registration.participants.people_store import MongoPeople
from shared.contracts.registration import Signup
from shared.events import Producer
from shared.links import Links, Purpose
from shared.mongo import Mongo
from shared.tokens import Tokens
from tests.stack.product import CONFERENCE, Product

# MongoDB's own record of what was written, for its replicas: docs/decisions/0009-erasure.md says how long it lasts.
_JOURNALS = {("local", "oplog.rs")}


@dataclass(frozen=True)
class Somebody:
    """Names and addresses that occur nowhere else. `traces`: the part of each that is looked for, in small letters."""

    name: str = "Quirina Zapf-Okonjo"
    later_name: str = "Quirina Vandersloot"
    email: str = "Quirina.Zapf@Nowhere-Else.example.org"
    later_email: str = "qvs@second-home.example.org"
    traces: tuple[str, ...] = ("quirina", "zapf", "okonjo", "vandersloot", "nowhere-else", "qvs@", "second-home")

    def signup(self, **changes: Any) -> dict[str, Any]:
        """What they say when they sign up."""
        return {
            "conference": CONFERENCE,
            "name": self.name,
            "email": self.email,
            "goals": [{"statement": f"let my students move at their own pace, {self.name}", "area": "instruction"}],
            **changes,
        }


def until(condition: Callable[[], Any], *, seconds: float = 60, what: str) -> Any:
    """What the condition answers, once it is true."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"did not happen within {seconds} s: {what}"
        time.sleep(0.1)
    return found


def mails_to(product: Product, address: str) -> list[dict[str, Any]]:
    """The mails to an address."""
    found = httpx.get(f"{product.mail.url}/messages.json").json()
    return [one for one in found if address.casefold() in json.dumps(one["to"]).casefold()]


def sign_up(product: Product, body: dict[str, Any]) -> str:
    """Post a signup; its id once it is handled."""
    posted = httpx.post(f"{product.url('registration')}/v1/signups", json=body)
    assert posted.status_code == 202, posted.text
    id = posted.json()["id"]
    address = f"{product.url('registration')}/v1/signups/{id}"
    until(lambda: httpx.get(address).json().get("state") == "processed", what="the signup is handled")
    return str(id)


def participant_of(product: Product, email: str) -> str:
    """Whose address it is."""
    with MongoClient[dict[str, Any]](product.mongod.url) as mongo:
        found = mongo.registration.participants.find_one({"person": email.casefold()})
    assert found
    return str(found["_id"])


def do(product: Product, participant: str, decide: Decide) -> None:
    """Do to a participant what a page would; registration finds what is owed and tells."""

    async def deed() -> None:
        mongo = Mongo(product.mongod.url, "registration")
        people = MongoPeople(mongo.database, Marks(_secrets(product)).mark)
        deeds = Deeds(people, _later, Producer("registration", product.url("registration")))
        try:
            await deeds.do(participant, decide)
        finally:
            mongo.close()

    asyncio.run(deed())


async def _later(_: str) -> bool:
    return False


def change_everything(product: Product, participant: str, somebody: Somebody) -> None:
    """They change their name and their address."""
    now, tokens = datetime.now(UTC), Tokens(_secrets(product))
    renamed = Signup.model_validate(somebody.signup(name=somebody.later_name))
    do(product, participant, lambda one, tell: people.change_signup(one, renamed, tell))
    do(
        product,
        participant,
        lambda one, tell: addresses.propose_address(one, somebody.later_email, now, tell, tokens),
    )
    do(product, participant, lambda one, tell: addresses.confirm_address(one, now, tell, tokens))


def ask_to_be_erased(product: Product, participant: str) -> None:
    """Press the button of the page."""
    token = Links(_secrets(product)).sign(Purpose.MANAGE, participant)
    answer = httpx.post(f"{product.url('registration')}/manage/{token}/erase", timeout=30)
    assert answer.status_code in (200, 303), answer.text


def receipt_of(product: Product, participant: str) -> dict[str, Any]:
    """The receipt as it is now."""
    token = Links(_secrets(product)).sign(Purpose.RECEIPT, participant)
    answer = httpx.get(f"{product.url('registration')}/receipts/{token}.json")
    return dict(answer.json()) if answer.status_code == 200 else {}


def complete(product: Product, participant: str) -> dict[str, Any]:
    """The receipt once it is complete."""

    def whole() -> dict[str, Any]:
        found = receipt_of(product, participant)
        return found if found.get("complete") else {}

    return dict(until(whole, what=f"the receipt is complete: {receipt_of(product, participant)}"))


def tombstone(product: Product, participant: str) -> dict[str, Any]:
    """What registration keeps."""
    with MongoClient[dict[str, Any]](product.mongod.url) as mongo:
        return dict(mongo.registration.participants.find_one({"_id": participant}) or {})


async def poison(product: Product, participant: str, somebody: Somebody) -> None:
    """Say what nobody can read, with everything about them in it, and wait until it is a dead letter."""
    whole = somebody.signup(email=somebody.email)
    async with operator(product) as jetstream:
        before = (await jetstream.stream_info("DEAD_LETTERS")).state.messages
        broken = {
            f"signups.{CONFERENCE}.signup.received.v1.{uuid4()}": json.dumps(whole)[:-2].encode(),
            f"private.{CONFERENCE}.contact.changed.v1.{participant}": json.dumps({"data": whole}).encode(),
            f"private.{CONFERENCE}.contact.changed.v9.{participant}": somebody.later_name.encode(),
        }
        for subject, body in broken.items():
            await jetstream.publish(subject, body)
        while (await jetstream.stream_info("DEAD_LETTERS")).state.messages < before + len(broken):
            await asyncio.sleep(0.1)


@asynccontextmanager
async def operator(product: Product) -> Any:
    """The operator's JetStream."""
    client = await nats.connect(product.nats.url)
    try:
        yield client.jetstream()
    finally:
        await client.close()


def run(work: Callable[[JetStreamContext], Awaitable[Any]], product: Product) -> Any:
    """Do something as the operator of the bus."""

    async def do_it() -> Any:
        async with operator(product) as jetstream:
            return await work(jetstream)

    return asyncio.run(do_it())


def files_that_remember(folder: Path, somebody: Somebody) -> Iterator[str]:
    """Where a trace of them is in any file below a folder."""
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            yield from (f"{trace} in {file.name}" for trace in somebody.traces if trace.encode() in content)


def documents_that_remember(product: Product, somebody: Somebody) -> Iterator[str]:
    """Where a trace of them is in any document of any collection of any database."""
    with MongoClient(product.mongod.url, document_class=RawBSONDocument) as mongo:
        for database in mongo.list_database_names():
            for collection in mongo[database].list_collection_names():
                if (database, collection) in _JOURNALS:
                    continue
                for document in mongo[database][collection].find():
                    raw = bytes(document.raw).lower()
                    for trace in somebody.traces:
                        if trace.encode() in raw:
                            yield f"{trace} in {database}.{collection}: {sorted(document)}"


def _secrets(product: Product) -> list[str]:
    return product.credentials.link_secrets.split(",")
