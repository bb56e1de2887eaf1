"""A list of participants, imported: looked through, then everybody the way of any other signup, and nobody twice."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from services.registration.participants.life import State
from services.registration.participants.people import agrees_to
from services.registration.participants.people_store import MongoPeople
from shared.contracts.registration import Purpose
from shared.outcomes import Unavailable
from tests.integration.registration.site import ORGANISER, finished, paused, post, publish, serving
from tests.integration.streams import count, stored

HEAD = "name,email,goal_1"


@pytest.fixture
def slug() -> str:
    """A conference of the test's own: within its dedupe window the bus knows the signups of other tests."""
    return f"c-{uuid4().hex[:12]}"


@pytest.fixture
async def here(client: httpx.AsyncClient, slug: str) -> httpx.AsyncClient:
    """The service with that conference open."""
    assert (await publish(client, slug=slug)).status_code == 200
    return client


async def send(client: httpx.AsyncClient, slug: str, content: str | bytes, **parameters: Any) -> httpx.Response:
    return await client.post(
        f"/v1/conferences/{slug}/participants/import",
        content=content if isinstance(content, bytes) else content.encode(),
        params=parameters,
        headers={**ORGANISER, "Content-Type": "text/csv"},
    )


def lines(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("application/jsonl")
    return [json.loads(line) for line in answer.text.splitlines()]


def people(number: int, start: int = 0) -> str:
    rows = (f"Person {at},person{at}@example.org,learn {at}" for at in range(start, start + number))
    return "\n".join([HEAD, *rows])


async def test_a_dry_run_tells_everything_and_does_nothing(here, slug, jetstream, database):
    await post(here, conference=slug, email="ana@example.org")
    await finished(jetstream)
    before = {name: await count(jetstream, name) for name in ("SIGNUPS", "EVENTS", "CONTACTS")}
    content = (
        "Name;E-Mail;Goal 1;Técnica;technology\n"
        "Ana;ANA@example.org;listen;;\n"
        "Bo;bo@example.org;listen;café;2\n"
        "Bo;bo@example.org;speak;;\n"
        "Cy;nobody;;;9\n"
    ).encode("cp1252")

    answer = await send(here, slug, content, dry_run=True)

    assert answer.status_code == 200
    assert answer.json() == {
        "conference": slug,
        "rows": 4,
        "new": 1,
        "wrong": 2,
        "errors": [
            {"row": 5, "column": "technology", "detail": "Write 1, 2, 3 or 4, or nothing."},
            {"row": 5, "column": "E-Mail", "detail": "This is no e-mail address."},
            {"row": 5, "column": "Goal 1", "detail": "This is empty, and is needed."},
        ],
        "duplicates": [{"row": 4, "first": 3}],
        "known": [{"row": 2, "state": "confirmed"}],
        "passed_over": [],
        "encoding": "windows-1252",
        "delimiter": ";",
        "fields": {"Name": "name", "E-Mail": "email", "Goal 1": "goal_1", "technology": "technology"},
        "answers": ["Técnica"],
        "notes": [
            "The file is not UTF-8. It was read as Windows-1252: look whether accents are right.",
            "No field is called like these columns, so they are kept as answers: Técnica.",
        ],
    }
    assert {name: await count(jetstream, name) for name in before} == before
    assert await database["participants"].count_documents({}) == 1
    assert await database["repeats"].count_documents({}) == 0


async def test_everybody_takes_part_with_what_the_list_says(here, slug, jetstream, database):
    content = (
        f"{HEAD},T-shirt,signed_up_at,language,updates\n"
        "Ana Ruiz,ana@example.org,listen,XL,2026-01-05T10:00:00Z,es,yes\n"
        "Bo,bo@example.org,speak,,,,no\n"
    )

    told = lines(await send(here, slug, content))
    await finished(jetstream)

    assert told[0] == {"done": 0, "of": 2}
    summary = {"rows": 2, "taken": 2, "known": 0, "differing": [], "wrong": 0, "passed_over": 0}
    assert told[-1] == {"done": 2, "of": 2, "finished": summary}
    ana = await database["participants"].find_one({"person": "ana@example.org"})
    assert (ana["state"], ana["language"], ana["name"]) == ("confirmed", "es", "Ana Ruiz")
    assert ana["registered_at"] == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert ana["signup"]["answers"] == [{"question": "T-shirt", "value": "XL"}]
    registered = await stored(jetstream, "EVENTS", f"conf.{slug}.registration.participant.registered.>")
    assert len(registered) == 2
    assert b"ana" not in registered[0].body.lower()


async def test_an_imported_consent_is_never_taken_as_confirmed(here, slug, jetstream, database):
    await publish(here, slug=slug, double_opt_in=True)
    lines(await send(here, slug, f"{HEAD},updates\nAna,ana@example.org,listen,yes\n"))
    await finished(jetstream)

    store = MongoPeople(database, lambda _: "")
    ana = await store.by_address(slug, "ana@example.org")
    assert ana
    # Like anybody, she is asked; a mail goes out that says so.
    assert ana.state is State.PENDING
    assert len(await stored(jetstream, "EVENTS", f"conf.{slug}.registration.participant.pending.>")) == 1
    assert {(entry.consent.source, entry.confirmed) for entry in ana.consents} == {("import", False)}
    assert [entry.consent.purpose for entry in ana.consents] == [Purpose.OPERATIONAL, Purpose.UPDATES]
    assert not agrees_to(ana, Purpose.UPDATES)


async def test_the_same_list_again_makes_nobody_twice(here, slug, jetstream, database):
    await send(here, slug, people(120))
    again_at_once = lines(await send(here, slug, people(120)))[-1]["finished"]
    await finished(jetstream)
    later = lines(await send(here, slug, people(130)))[-1]["finished"]
    await finished(jetstream)

    assert again_at_once["taken"] + again_at_once["known"] == 120
    assert (later["taken"], later["known"]) == (10, 120)
    assert await database["participants"].count_documents({}) == 130
    assert await count(jetstream, "CONTACTS") == 130
    # Nobody was written to a second time.
    assert await database["repeats"].count_documents({}) == 0
    assert await stored(jetstream, "EVENTS", f"conf.{slug}.registration.participant.signup_repeated.>") == []


async def test_an_import_that_was_cut_off_goes_on(here, slug, jetstream, database, monkeypatch):
    from shared.bus.bus import Bus

    publish_first, taken = Bus.publish_first, 0

    async def breaking(self, event):
        nonlocal taken
        taken += 1
        if taken > 75:
            raise Unavailable("the bus is away")
        return await publish_first(self, event)

    with monkeypatch.context() as broken:
        broken.setattr(Bus, "publish_first", breaking)
        broken.setattr("services.registration.transfer.importing._PAUSES", (0.01,))
        told = lines(await send(here, slug, people(200)))
    assert told[-1] == {"done": 50, "of": 200, "cut_off": "a part this needs is away"}

    told = lines(await send(here, slug, people(200)))
    await finished(jetstream)

    assert told[-1]["finished"]["taken"] + told[-1]["finished"]["known"] == 200
    assert await database["participants"].count_documents({}) == 200
    assert await count(jetstream, "CONTACTS") == 200


async def test_a_row_that_was_changed_while_the_first_waits_is_told(here, slug, jetstream, database):
    async with paused(jetstream):
        lines(await send(here, slug, people(3)))
        changed = people(3).replace("learn 1", "teach 1")
        told = lines(await send(here, slug, changed))
    await finished(jetstream)

    assert told[-1]["finished"]["differing"] == [3]
    one = await database["participants"].find_one({"person": "person1@example.org"})
    assert one["signup"]["goals"][0]["statement"] == "learn 1"


async def test_who_is_here_already_stays_as_they_are(here, slug, jetstream, database):
    await post(here, conference=slug, email="ana@example.org")
    await finished(jetstream)
    before = await database["participants"].find_one({})

    told = lines(await send(here, slug, f"{HEAD}\nSomebody,ANA@example.org,else\n"))
    await finished(jetstream)

    assert told[-1]["finished"]["known"] == 1
    assert await database["participants"].find().to_list(None) == [before]


async def test_who_only_wanted_to_hear_of_it_keeps_their_id(here, slug, jetstream, database):
    wish = {"conference": slug, "email": "ana@example.org", "updates": True}
    assert (await here.post("/v1/interests", json=wish)).status_code == 202
    interested = await database["participants"].find_one({})
    assert interested["state"] == "interested"

    dry = (await send(here, slug, f"{HEAD}\nAna,ana@example.org,listen\n", dry_run=True)).json()
    lines(await send(here, slug, f"{HEAD}\nAna,ana@example.org,listen\n"))
    await finished(jetstream)

    assert (dry["new"], dry["known"]) == (1, [])
    ana = await database["participants"].find_one({})
    assert (ana["_id"], ana["state"]) == (interested["_id"], "confirmed")


async def test_one_wrong_row_stops_the_whole_file_unless_it_is_left_out(here, slug, jetstream, database):
    content = f"{people(3)}\nBad,nobody,\nAgain,person1@example.org,x\n"

    refused = await send(here, slug, content)
    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    body = refused.json()
    assert body["detail"] == "Rows that need another look: 2. Nothing was imported."
    assert [(error["row"], error["column"]) for error in body["errors"]] == [(5, "email"), (5, "goal_1")]
    assert body["duplicates"] == [{"row": 6, "first": 3}]
    assert await count(jetstream, "SIGNUPS") == 0

    told = lines(await send(here, slug, content, skip_invalid=True))
    await finished(jetstream)
    assert (told[-1]["finished"]["taken"], told[-1]["finished"]["wrong"]) == (3, 2)
    assert await database["participants"].count_documents({}) == 3


async def test_the_place_in_the_queue_is_that_of_the_first_signup(here, slug, jetstream, database):
    await publish(here, slug=slug, capacity=1)
    await post(here, conference=slug, email="first@example.org")
    await finished(jetstream)
    content = (
        f"{HEAD},signed_up_at\nLate,late@example.org,x,2026-03-01T00:00Z\nEarly,early@example.org,x,2026-02-01T00:00Z\n"
    )
    lines(await send(here, slug, content))
    await finished(jetstream)

    first = await MongoPeople(database, lambda _: "").waiting_first(slug)
    assert first
    assert (first.email, first.state) == ("early@example.org", State.WAITLISTED)


async def test_columns_can_be_mapped(here, slug, jetstream, database):
    content = "Nombre,Correo,Meta,Notas\nAna,ana@example.org,leer,nada\n"
    mapping = ["Nombre=name", "Correo=email", "Meta=goal_1", "Notas=ignore"]
    assert lines(await send(here, slug, content, column=mapping))[-1]["finished"]["taken"] == 1
    wrong = await send(here, slug, content, column=["Nombre"])
    assert wrong.status_code == 422


async def test_what_cannot_be_done(here, slug):
    assert (await send(here, "no-such", people(1))).status_code == 404
    assert (await send(here, slug, b"PK\x03\x04", dry_run=True)).status_code == 422
    nobody = await here.post(f"/v1/conferences/{slug}/participants/import", content=people(1))
    assert nobody.status_code == 401
    await publish(here, slug=slug, open=False)
    closed = await send(here, slug, people(1))
    assert (closed.status_code, closed.json()["detail"]) == (
        409,
        "signups for this conference are closed; nothing was imported.",
    )
    assert "signups for this conference are closed" in (await send(here, slug, people(1), dry_run=True)).json()["notes"]


async def test_large_files_are_read_and_larger_ones_are_not(here, slug):
    large = people(20_000)
    assert len(large) > 64 * 1024
    assert (await send(here, slug, large, dry_run=True)).json()["new"] == 20_000
    assert (await send(here, slug, b"x" * (16 * 1024 * 1024 + 1), dry_run=True)).status_code == 413
    # Elsewhere the limit is what it was.
    other = await here.put(f"/v1/conferences/{slug}", content=b"x" * 70_000, headers=ORGANISER)
    assert other.status_code == 413


async def test_no_limit_of_signups_applies(slug, settings, jetstream, database):
    async with serving(settings.model_copy(update={"signups_per_network": 5})) as few:
        await publish(few, slug=slug)
        told = lines(await send(few, slug, people(100)))
        await finished(jetstream)
    assert told[-1]["finished"]["taken"] == 100
    assert await database["participants"].count_documents({"state": "confirmed"}) == 100


async def test_two_imports_of_one_list_at_once(here, slug, jetstream, database):
    answers = await asyncio.gather(*(send(here, slug, people(100)) for _ in range(3)))
    await finished(jetstream)
    assert all("finished" in lines(answer)[-1] for answer in answers)
    assert await database["participants"].count_documents({}) == 100
    assert await count(jetstream, "CONTACTS") == 100
