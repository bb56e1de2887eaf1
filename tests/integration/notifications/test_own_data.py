"""Somebody takes what is held of them with them: how they are reached, and which mails there were."""

from datetime import UTC, datetime

import pytest
from bson import encode

from shared.links import Links, Purpose
from tests.integration.notifications.conftest import SECRET
from tests.integration.notifications.site import Person, finished, introduce
from tests.integration.recommendations.registration_says import SLUG, say

LINKS = Links([SECRET])
AS_A_BROWSER = {"Accept": "text/html"}


def export(participant: str, purpose: Purpose = Purpose.EXPORT) -> str:
    return f"/export/{LINKS.sign(purpose, participant)}/mails.json"


@pytest.fixture
async def written_to(ana, client, jetstream):
    """Ana, who got two mails and was spared a third, and somebody else who got one."""
    bea = Person("bea@example.org", "Beatriz Soto")
    await introduce(jetstream, bea)
    for events in ((ana.registered, bea.registered), (ana.cancelled(),), (ana.offered(),)):
        await say(jetstream, *events)
        await finished(jetstream)
    return ana


async def test_the_file_holds_all_there_is_of_them_and_nothing_else(client, written_to, database):
    ana = written_to
    names = await database.list_collection_names()
    where = {name for name in names async for one in database[name].find() if ana.id.encode() in encode(one)}
    # Whoever adds a collection that holds people adds it here, and to what is handed out.
    assert where == {"contacts", "messages"}

    answer = await client.get(export(ana.id))

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="{SLUG}-mails.json"'
    assert answer.headers["cache-control"] == "private, no-store"
    told = answer.json()
    assert told["participant"] == ana.id
    assert told["contact"] == {
        "conference": SLUG,
        "version": 1,
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "language": None,
        "zone": None,
        "cancelled_in": 4,
    }
    assert [(one["template"], one["state"], one["reason"]) for one in told["messages"]] == [
        ("confirmation", "sent", None),
        ("cancellation", "sent", None),
        ("offer", "suppressed", "they cancelled since"),
    ]
    assert all(datetime.fromisoformat(one["at"]) <= datetime.now(UTC) for one in told["messages"])
    owner = (await database["messages"].find_one({"participant": ana.id}))["owner"]
    for other in ("bea@example.org", "Beatriz", owner, "owner", "event"):
        assert other not in answer.text


async def test_who_is_not_known_gets_an_empty_file(client):
    answer = await client.get(export("nobody"))
    assert answer.json() == {"participant": "nobody", "contact": None, "messages": []}


async def test_once_erased_there_is_a_page_and_nothing_else(client, written_to, jetstream):
    await say(jetstream, written_to.erased())
    await finished(jetstream)

    answer = await client.get(export(written_to.id), headers=AS_A_BROWSER)

    assert (answer.status_code, answer.headers["cache-control"]) == (410, "private, no-store")
    assert "what it led to was deleted" in answer.text


async def test_no_other_link_opens_it_and_that_for_an_hour(client, ana, monkeypatch):
    for purpose in (Purpose.AGENDA, Purpose.MANAGE):
        assert (await client.get(export(ana.id, purpose))).status_code == 404
    with monkeypatch.context() as earlier:
        earlier.setattr("itsdangerous.timed.time.time", lambda: datetime.now(UTC).timestamp() - 3610)
        gone = export(ana.id)
    english = await client.get(gone, headers=AS_A_BROWSER)
    spanish = await client.get(gone, headers={**AS_A_BROWSER, "Accept-Language": "es"})
    assert (english.status_code, "This is not here any more" in english.text) == (410, True)
    assert "Esto ya no está aquí" in spanish.text
