"""Registration alone erases somebody: what it does to the bus, what it hears of the others, and the receipt."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import nats
import pytest
from nats.js.api import Header

from services.registration.erasing.marks import Marks
from services.registration.participants import addresses, people
from services.registration.participants.deeds import Deeds
from services.registration.participants.people_store import MongoPeople
from services.registration.participants.person import Change, Person, Tell
from shared.bus.publish import Publisher
from shared.contracts.envelope import derived_id
from shared.contracts.notifications import ContactErased
from shared.contracts.notifications import Erasure as ContactErasure
from shared.contracts.recommendations import Erasure as ProfileErasure
from shared.contracts.recommendations import ProfileErased
from shared.contracts.registration import Signup
from shared.events import FrozenEvent, Producer
from shared.links import Links, Purpose
from shared.tokens import Tokens
from tests.integration.registration.site import SECRET, SLUG, finished, handled, post, serving, signup
from tests.integration.streams import stored
from tests.integration.waiting import until

EMAIL, NAME = "Quirina.Zapf@Nowhere-Else.example.org", "Quirina Zapf-Okonjo"
OTHER = "quirina@second-home.example.org"
Decide = Callable[[Person, Tell], Change]


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"erasure_settles_seconds": 1.0})


@pytest.fixture
def do(settings, database) -> Callable[[str, Decide], Awaitable[Person]]:
    """Do something to a participant as a page does; the service finds what it owes."""
    store = MongoPeople(database, Marks([SECRET]).mark)

    async def owed(_: str) -> bool:
        return False

    deeds = Deeds(store, owed, Producer("registration", settings.registration_url))
    return deeds.do


def erase(person: Person, tell: Tell) -> Change:
    return people.erase(person, datetime.now(UTC), tell)


async def take_part(site, jetstream, database, **changes) -> str:
    """Sign up; answers the participant's id."""
    wanted = {"name": NAME, "email": EMAIL, **changes}
    assert (await handled(site, await post(site, **wanted)))["state"] == "processed"
    await finished(jetstream)
    found = await database["participants"].find_one({"person": wanted["email"].casefold()})
    return found["_id"]


async def document(database, participant) -> dict:
    return await database["participants"].find_one({"_id": participant})


async def purged(database, participant) -> None:
    async def is_purged() -> bool:
        return (await document(database, participant))["erasure"]["purged"]

    await until(is_purged, seconds=20, what="the bus has forgotten them")


def link(participant: str) -> str:
    return f"/receipts/{Links([SECRET]).sign(Purpose.RECEIPT, participant)}"


async def acknowledge(jetstream, participant, kind, data, service) -> str:
    """Say what a service says that has erased somebody."""
    told = await stored(jetstream, "EVENTS", f"conf.*.registration.participant.erased.v1.{participant}")
    cause = json.loads(told[-1].body) if told else {"id": str(uuid4()), "correlationid": str(uuid4())}
    event = kind.model_validate(
        {
            "id": derived_id(cause["id"], kind.kind),
            "source": f"/conferences/{SLUG}/{service}",
            "type": kind.kind,
            "subject": participant,
            "time": datetime(2026, 10, 28, 13, 40, tzinfo=UTC),
            "dataschema": f"http://example.org/schemas/{kind.kind}",
            "correlationid": cause["correlationid"],
            "data": data,
        }
    )
    await jetstream.publish(event.address, event.encode(), stream="EVENTS", headers={Header.MSG_ID: event.id})
    return event.id


async def both_acknowledge(jetstream, participant) -> None:
    await acknowledge(jetstream, participant, ProfileErased, ProfileErasure(documents=2), "recommendations")
    await acknowledge(jetstream, participant, ContactErased, ContactErasure(documents=3), "notifications")


async def test_the_bus_and_the_store_hold_nothing_of_them_afterwards(
    site, jetstream, database, do, standing_nats, tmp_path
):
    participant = await take_part(site, jetstream, database)
    bystander = await take_part(site, jetstream, database, email="ana@example.org", name="Ana Ruiz")
    # A second signup, put aside; another name; another address asked for.
    await handled(site, await post(site, name=NAME, email=EMAIL, role="principal"))
    other_name = Signup.model_validate(signup(email=EMAIL, name="Quirina Formerly-Zapf"))
    await do(participant, lambda one, tell: people.change_signup(one, other_name, tell))
    now, tokens = datetime.now(UTC), Tokens([SECRET])
    await do(participant, lambda one, tell: addresses.propose_address(one, OTHER, now, tell, tokens))

    async def contacts_are_out() -> bool:
        return len(await stored(jetstream, "CONTACTS", f"private.*.contact.*.*.{participant}")) == 2

    await until(contacts_are_out, what="the outbox told of the change and of the proposal")

    await do(participant, erase)
    await purged(database, participant)

    assert await stored(jetstream, "CONTACTS", f"private.*.contact.*.*.{participant}") == []
    assert len(await stored(jetstream, "CONTACTS", f"private.*.contact.*.*.{bystander}")) == 1
    held = [await database[name].find().to_list(None) for name in await database.list_collection_names()]
    said = repr(held).casefold()
    assert bystander in said
    store = b"".join(file.read_bytes() for file in _store(standing_nats))
    # The unique parts of their name and of their addresses, of which a trace may hold one alone.
    for trace in ("quirina", "zapf", "okonjo", "nowhere-else", "second-home"):
        assert trace not in said
        assert trace.encode() not in store.lower()


def _store(server) -> list[Path]:
    """The files JetStream keeps."""
    command = server.child.command
    folder = Path(command[command.index("-sd") + 1])
    return [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".log"]


async def test_a_superseded_contact_is_overwritten_at_once(jetstream, standing_nats):
    client = await nats.connect(standing_nats.url)
    publisher = Publisher(client)

    def contact(version: int, email: str) -> FrozenEvent:
        body = json.dumps({"data": {"version": version, "email": email}}).encode()
        return FrozenEvent(str(uuid4()), "CONTACTS", "private.spring.contact.changed.v1.a", body)

    first, second = contact(1, "first@superseded.example"), contact(2, "second@superseded.example")
    for event in (first, second):
        [receipt] = await publisher.publish_again([event])
        assert receipt.stored
        assert not receipt.duplicate
    [late] = await publisher.publish_again([first])
    assert late.duplicate, "what is told late does not take the place of something newer"
    assert [one.body for one in await stored(jetstream, "CONTACTS")] == [second.body]

    third, fourth = contact(3, "third@superseded.example"), contact(4, "fourth@superseded.example")
    receipts = await publisher.publish_again([third, fourth])
    await client.close()

    assert [receipt.stored for receipt in receipts] == [True, True]
    assert [one.body for one in await stored(jetstream, "CONTACTS")] == [fourth.body]
    store = b"".join(file.read_bytes() for file in _store(standing_nats))
    assert b"fourth@superseded" in store
    for gone in (b"first@superseded", b"second@superseded", b"third@superseded"):
        assert gone not in store


async def test_dead_letters_that_hold_them_go_and_others_stay(site, jetstream, database, do):
    participant = await take_part(site, jetstream, database)
    letters: dict[str, tuple[str, bytes]] = {
        "their contact": (f"private.{SLUG}.contact.changed.v1.{participant}", b"\xff not even text"),
        "their proposed address": (f"private.{SLUG}.contact.proposed.v9.{participant}", b"{}"),
        "a broken signup": (f"signups.{SLUG}.signup.received.v1.x", f'{{"email": "{EMAIL.upper()}", '.encode()),
        "an escaped one": (
            f"signups.{SLUG}.signup.received.v1.y",
            json.dumps({"e": EMAIL}).replace("@", "\\u0040").encode(),
        ),
        "in a sentence": (f"conf.{SLUG}.registration.participant.registered.v1.z", f"Write to <{EMAIL}>.".encode()),
    }
    others: dict[str, tuple[str, bytes]] = {
        "somebody else": (f"signups.{SLUG}.signup.received.v1.w", b'{"email": "ana@example.org"}'),
        "a longer address": (f"signups.{SLUG}.signup.received.v1.v", f'{{"email": "not.{EMAIL}"}}'.encode()),
        # Nothing personal in it, and an operator has to see that somebody was not erased.
        "the erasure itself": (f"conf.{SLUG}.registration.participant.erased.v1.{participant}", b"{}"),
    }
    for number, (subject, body) in enumerate((*letters.values(), *others.values())):
        await jetstream.publish(
            f"dead.registration.some-consumer.{number}",
            body,
            stream="DEAD_LETTERS",
            headers={"Dead-Letter-Subject": subject},
        )

    await do(participant, erase)
    await purged(database, participant)

    left = [one.headers["Dead-Letter-Subject"] for one in await stored(jetstream, "DEAD_LETTERS")]
    assert left == [subject for subject, _ in others.values()]


async def test_what_was_on_its_way_is_found_by_the_second_sweep(site, jetstream, database, do, client):
    participant = await take_part(site, jetstream, database)
    [contact] = await stored(jetstream, "CONTACTS")
    await do(participant, erase)

    async def is_swept() -> bool:
        return "swept_at" in (await document(database, participant))["erasure"]

    await until(is_swept, what="the first sweep is over")
    await jetstream.publish(contact.subject, contact.body, stream="CONTACTS")
    await purged(database, participant)

    assert await stored(jetstream, "CONTACTS") == []


async def test_no_signup_of_theirs_brings_them_back(site, jetstream, database, do):
    participant = await take_part(site, jetstream, database)
    second = await post(site, name=NAME, email=EMAIL, role="principal")
    await handled(site, second)
    first = (await document(database, participant))["signup_id"]
    await do(participant, erase)
    await purged(database, participant)

    # As after a crash of the server that lost the record of their acks.
    for id in (first, second.json()["id"]):
        event = {
            "specversion": "1.0",
            "id": id,
            "source": f"/conferences/{SLUG}/registration",
            "type": "signup.received.v1",
            "subject": id,
            "time": "2026-10-01T12:00:00Z",
            "dataschema": "http://example.org/schemas/signup.received.v1",
            "correlationid": id,
            "data": signup(name=NAME, email=EMAIL),
        }
        await jetstream.publish(f"signups.{SLUG}.signup.received.v1.{id}", json.dumps(event).encode())
    await finished(jetstream)

    states = [one["state"] async for one in database["participants"].find()]
    assert states == ["erased", "erased"]
    assert await stored(jetstream, "CONTACTS") == []
    assert await stored(jetstream, "DEAD_LETTERS") == []


async def test_who_signs_up_again_afterwards_is_somebody_new(site, jetstream, database, do):
    before = await take_part(site, jetstream, database)
    await do(before, erase)
    await purged(database, before)

    after = await take_part(site, jetstream, database)

    assert after != before
    assert (await document(database, after))["state"] == "confirmed"


async def test_the_receipt_fills_and_is_signed(site, jetstream, database, do):
    participant = await take_part(site, jetstream, database)
    assert (await site.get(link(participant))).status_code == 404, "nobody is erased yet"
    await do(participant, erase)

    early = await site.get(link(participant), headers={"Accept": "text/html"})
    assert early.headers["Refresh"] == "5"
    assert "We are forgetting you" in early.text
    await both_acknowledge(jetstream, participant)
    await purged(database, participant)

    async def is_complete() -> bool:
        return (await site.get(f"{link(participant)}.json")).json()["complete"]

    await until(is_complete, what="everybody has acknowledged")
    answer = await site.get(link(participant), headers={"Accept": "application/json"})
    receipt = answer.json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert receipt["participant"] == participant
    assert receipt["conference"] == SLUG
    assert [(one["service"], one["documents"]) for one in receipt["acknowledged"]] == [
        ("registration", 1),
        ("recommendations", 2),
        ("notifications", 3),
    ]
    assert receipt["acknowledged"][1]["at"] == "2026-10-28T13:40:00.000Z"
    page = await site.get(link(participant), headers={"Accept": "text/html"})
    assert "You are forgotten" in page.text
    assert "Wednesday 28 October 2026, 9:40 am, Detroit time" in page.text
    assert "Refresh" not in page.headers
    for body in (page.text, answer.text):
        assert "quirina" not in body.casefold()
    left = (await document(database, participant))["erasure"]
    assert set(left) == {"purged", "purged_at", "acknowledged"}

    assert await genuine(site, receipt)
    for changed in (
        {**receipt, "complete": False},
        {**receipt, "erased_at": "2020-01-01T00:00:00.000Z"},
        {**receipt, "signature": receipt["signature"][::-1]},
        {**receipt, "acknowledged": receipt["acknowledged"][:2]},
    ):
        assert not await genuine(site, changed)
    assert (await site.post("/v1/receipts/verify", json={**receipt, "name": "more"})).status_code == 422


async def genuine(site: httpx.AsyncClient, receipt: dict) -> bool:
    answer = await site.post("/v1/receipts/verify", json=receipt)
    assert answer.status_code == 200, answer.text
    return answer.json()["genuine"]


async def test_a_link_for_something_else_shows_no_receipt(site, jetstream, database, do):
    participant = await take_part(site, jetstream, database)
    await do(participant, erase)
    token = Links([SECRET]).sign(Purpose.MANAGE, participant)

    for address in (f"/receipts/{token}", f"/receipts/{token}.json", "/receipts/nonsense"):
        assert (await site.get(address)).status_code == 404


async def test_what_is_said_first_counts_and_strangers_are_no_matter(site, jetstream, database, do):
    participant = await take_part(site, jetstream, database)
    await do(participant, erase)
    await acknowledge(jetstream, participant, ProfileErased, ProfileErasure(documents=2), "recommendations")
    await acknowledge(jetstream, "nobody", ProfileErased, ProfileErasure(documents=9), "recommendations")

    async def is_noted() -> bool:
        return "recommendations" in (await document(database, participant))["erasure"]["acknowledged"]

    await until(is_noted, what="the acknowledgement is noted, though the purge is not over")
    await jetstream.publish(
        f"conf.{SLUG}.recommendations.profile.erased.v1.{participant}",
        (await stored(jetstream, "EVENTS", f"conf.*.recommendations.profile.erased.v1.{participant}"))[0].body.replace(
            b'"documents":2', b'"documents":0'
        ),
    )
    await purged(database, participant)

    said = (await document(database, participant))["erasure"]["acknowledged"]["recommendations"]
    assert said["documents"] == 2
    assert await database["participants"].count_documents({}) == 1


async def test_who_comes_back_with_a_backup_is_erased_again(site, jetstream, database, do):
    participant = await take_part(site, jetstream, database)
    backup = await document(database, participant)
    await do(participant, erase)
    await purged(database, participant)
    await database["participants"].replace_one({"_id": participant}, backup)

    # The consumers are made anew after a backup was put back: what was acknowledged is read again.
    await both_acknowledge(jetstream, participant)
    await purged_again(database, participant)

    found = await document(database, participant)
    assert found["state"] == "erased"
    assert set(found["erasure"]["acknowledged"]) == {"registration", "recommendations", "notifications"}


async def purged_again(database, participant) -> None:
    async def is_purged() -> bool:
        erasure = (await document(database, participant)).get("erasure", {})
        return erasure.get("purged") and len(erasure["acknowledged"]) == 3

    await until(is_purged, seconds=20, what="they are erased again")


async def test_two_replicas_erase_one_person(settings, site, jetstream, database, do):
    async with serving(settings):
        participant = await take_part(site, jetstream, database)
        await do(participant, erase)
        await purged(database, participant)

        async def is_told() -> bool:
            return (await document(database, participant))["pending"] == []

        await until(is_told, what="everybody is told")

    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.erased.>")) == 1
