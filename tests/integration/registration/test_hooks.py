"""Form builders post signups: genuine ones become participants once, all others change nothing."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from deploy.local.children import Child
from services.registration.app import make_app
from services.registration.settings import Settings
from shared.forms.definition import UnusableForm
from tests.integration.registration.builders import (
    BUILDERS,
    FORMS,
    SECRETS,
    Post,
    golden,
    google,
    jotform,
    tally,
    typeform,
    typeform_bytes,
)
from tests.integration.registration.site import SLUG, finished, paused, post, publish, ready, serving
from tests.integration.streams import count, stored

PROBLEM = "application/problem+json"


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The service with the demo forms."""
    for name, secret in SECRETS.items():
        monkeypatch.setenv(name, secret)
    return settings.model_copy(update={"forms_dir": str(FORMS)})


async def nothing_happened(jetstream, database) -> bool:
    """Whether no signup is queued, and none was handled."""
    written = [await database[name].count_documents({}) for name in ("participants", "repeats", "refusals")]
    return written == [0, 0, 0] and await count(jetstream, "SIGNUPS") == await count(jetstream, "CONTACTS") == 0


@pytest.mark.parametrize("builder", BUILDERS)
async def test_a_submission_becomes_a_participant(builder, site, jetstream, database):
    answer = await BUILDERS[builder]().to(site)
    await finished(jetstream)

    assert answer.status_code == 202
    (participant,) = await database["participants"].find().to_list(None)
    assert (participant["conference"], participant["person"]) == (SLUG, "ana@example.org")
    assert participant["signup"]["name"] == "Ana Ruiz"
    assert len(participant["signup"]["goals"]) == 1
    progress = await site.get(f"/v1/signups/{answer.json()['id']}")
    assert progress.json() == {"id": answer.json()["id"], "state": "processed"}
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_jotform_posts_either_way(site, jetstream, database):
    delivery = str(uuid4())
    first = await jotform(delivery=delivery).to(site)
    again = await jotform(delivery=delivery, multipart=False).to(site)
    await finished(jetstream)

    assert first.status_code == again.status_code == 202
    assert first.json() == again.json()
    assert await database["participants"].count_documents({}) == 1


async def test_what_maps_to_no_field_is_stored_with_the_participant_and_shown_to_nobody(site, jetstream, database):
    async with paused(jetstream):
        await typeform().to(site)
        (queued,) = await stored(jetstream, "SIGNUPS")
    await finished(jetstream)

    answers = [
        {"question": "When can you be there?", "value": "after the buses have left"},
        {"question": "May we write to you next year?", "value": "yes"},
        {"question": "utm_source", "value": "newsletter"},
    ]
    assert json.loads(queued.body)["data"]["answers"] == answers
    (participant,) = await database["participants"].find().to_list(None)
    assert participant["signup"]["answers"] == answers
    told = await stored(jetstream, "EVENTS") + await stored(jetstream, "CONTACTS")
    assert len(told) == 3  # the conference, the participant, their contact
    for message in told:
        assert b"answers" not in message.body
        assert b"newsletter" not in message.body
        assert b"buses" not in message.body
    assert b"peanuts" not in queued.body


async def test_a_signup_of_the_form_here_holds_no_answers(site, jetstream, database):
    await post(site)
    await finished(jetstream)

    (participant,) = await database["participants"].find().to_list(None)
    assert "answers" not in participant["signup"]


@pytest.mark.parametrize("builder", BUILDERS)
async def test_delivered_again_it_is_one(builder, site, jetstream, database):
    delivery, send = str(uuid4()), BUILDERS[builder]
    async with paused(jetstream):
        queued = await asyncio.gather(*(send(delivery=delivery).to(site) for _ in range(5)))
        assert await count(jetstream, "SIGNUPS") == 1
    await finished(jetstream)
    handled = await send(delivery=delivery).to(site)
    other = await send().to(site)
    await finished(jetstream)

    assert {answer.status_code for answer in (*queued, handled, other)} == {202}
    assert len({answer.json()["id"] for answer in (*queued, handled)}) == 1
    assert other.json() != handled.json()
    assert await database["participants"].count_documents({}) == 1
    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")) == 1


async def test_the_same_delivery_with_another_body_is_a_duplicate_and_the_first_one_stands(site, jetstream, database):
    delivery, changed = str(uuid4()), golden("tally")
    changed["data"]["fields"][0]["value"] = "Somebody Else"
    async with paused(jetstream):
        first = await tally(delivery=delivery).to(site)
        before = await tally(changed, delivery=delivery).to(site)
    await finished(jetstream)
    after = await tally(changed, delivery=delivery).to(site)
    await finished(jetstream)

    assert first.status_code == before.status_code == after.status_code == 202
    assert first.json() == before.json() == after.json()
    (participant,) = await database["participants"].find().to_list(None)
    assert participant["signup"]["name"] == "Ana Ruiz"


async def test_a_delivery_belongs_to_its_form_and_is_no_key_of_anybody_else(site, jetstream):
    delivery = str(uuid4())

    answers = [await send(delivery=delivery).to(site) for send in BUILDERS.values()]
    answers.append(await post(site, key=delivery))

    assert len({answer.json()["id"] for answer in answers}) == len(answers)


@pytest.mark.parametrize("builder", BUILDERS)
async def test_without_its_proof_nothing_happens(builder, site, jetstream, database):
    genuine = BUILDERS[builder]()
    kept = {name: genuine.headers[name] for name in ("Content-Type",)}
    path, _, query = genuine.path.partition("?")
    proofs = genuine.headers.keys() - kept.keys()
    forged = [
        Post(path, genuine.content, kept),
        Post(path, genuine.content, kept | {"Authorization": "Bearer x", "X-Signature": "x", "Signature": "x"}),
        Post(f"{path}?token=", genuine.content, kept | dict.fromkeys(proofs, "")),
        Post(f"{path}?token=%FF%00", genuine.content, kept | dict.fromkeys(proofs, "sha256=")),
    ]
    if not query:
        forged.append(Post(path, genuine.content + b" ", genuine.headers))
    for another in BUILDERS.values():
        other = another()
        if other.path.partition("?")[0] != path:
            forged.append(Post(path, other.content, other.headers))

    for attempt in forged:
        answer = await attempt.to(site)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == PROBLEM
        assert answer.headers["WWW-Authenticate"]
    assert await nothing_happened(jetstream, database)


async def test_headers_that_are_no_text(site, jetstream, database):
    genuine = typeform()
    for signature in (b"sha256=\xff\xfe", b"sha256=" + b"A" * 8000, b"\xc3\xa9", b"sha256=" + b"=" * 44):
        headers = {"Typeform-Signature": signature, "Content-Type": b"application/json"}
        answer = await site.post(genuine.path, content=genuine.content, headers=headers)
        assert answer.status_code == 401
    assert await nothing_happened(jetstream, database)


async def test_an_old_delivery_is_not_taken(site, jetstream, database):
    assert (await google(sent_at=1614265330).to(site)).status_code == 401
    assert await nothing_happened(jetstream, database)


async def test_a_form_that_is_not_there(site, jetstream, database):
    genuine = typeform()
    for form in ("nowhere", "TYPEFORM-DEMO", "typeform-demo.toml", "..", "%2e%2e%2fpasswd", "a" * 500):
        answer = await site.post(f"/v1/hooks/{form}", content=genuine.content, headers=genuine.headers)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM), form

    assert await nothing_happened(jetstream, database)


async def test_what_is_lacking_is_named_with_its_question(site, jetstream, database):
    lacking = golden("typeform")
    lacking["form_response"]["answers"] = [
        answer
        for answer in lacking["form_response"]["answers"]
        if answer["field"]["ref"] not in ("email", "goal", "goal_area")
    ]

    answer = await typeform(lacking).to(site)

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.json()["errors"] == [
        {"field": "email", "question": "the question with the ref “email”", "detail": "is missing"},
        {
            "field": "goal",
            "question": "the question with the ref “goal” or the question with the ref “second_goal”",
            "detail": "is missing",
        },
    ]
    assert "Ruiz" not in answer.text
    assert await nothing_happened(jetstream, database)


async def test_once_the_form_is_mended_the_retry_is_taken(site, jetstream, database):
    delivery, lacking = str(uuid4()), golden("tally")
    lacking["data"]["fields"][1]["value"] = "ana at example"

    refused = await tally(lacking, delivery=delivery).to(site)
    taken = await tally(delivery=delivery).to(site)
    await finished(jetstream)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["detail"] == "is no e-mail address"
    assert "ana at example" not in refused.text
    assert taken.status_code == 202
    assert await database["participants"].count_documents({}) == 1


async def test_notices_of_something_else_are_passed_over(site, jetstream, database):
    partial = golden("typeform") | {"event_type": "form_response_partial"}

    answer = await typeform(partial).to(site)

    assert (answer.status_code, answer.json()) == (200, {"ignored": "form_response_partial"})
    assert await nothing_happened(jetstream, database)


async def test_a_conference_that_is_closed_or_not_known(client, jetstream, database):
    unknown = await typeform().to(client)
    await publish(client, open=False)
    closed = await typeform().to(client)

    assert (unknown.status_code, closed.status_code) == (422, 422)
    assert unknown.json()["errors"] == [{"field": "conference", "detail": "there is no such conference"}]
    assert closed.json()["errors"] == [{"field": "conference", "detail": "signups for this conference are closed"}]
    assert await nothing_happened(jetstream, database)


HOSTILE = {
    "nothing": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "a number": b"1",
    "a list": b"[]",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 40_000,
    "a huge number": b'{"event_type": "form_response", "form_response": {"answers": ' + b"9" * 5000 + b"}}",
    "wrong types": b'{"event_type": ["form_response"], "form_response": "x"}',
    "no answers": b'{"event_type": "form_response", "form_response": {"answers": {"a": 1}}}',
    "an operator": b'{"event_type": "form_response", "event_id": {"$gt": ""}, "form_response": {"answers": []}}',
}


async def test_a_genuine_body_that_is_none(site, jetstream, database):
    for what, body in HOSTILE.items():
        answer = await typeform_bytes(body).to(site)
        assert (answer.status_code, answer.headers["Content-Type"]) == (422, PROBLEM), what

    assert await nothing_happened(jetstream, database)


async def test_fields_that_are_no_form(site, jetstream, database):
    path = jotform().path
    for content, kind, status in (
        (b"", "multipart/form-data; boundary=x", 422),
        (b"x", "multipart/form-data", 400),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x", 400),
        (b"rawRequest=%7B%7D", "application/x-www-form-urlencoded", 422),
        (b"rawRequest=%FF%FE", "application/x-www-form-urlencoded", 422),
        (b"a=1&" * 300, "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 422),
    ):
        answer = await site.post(path, content=content, headers={"Content-Type": kind})
        assert answer.status_code == status, (content, answer.text)
    file = {"rawRequest": ("a.json", b"{}", "application/json")}
    assert (await site.post(path, files=file)).status_code == 400
    assert await nothing_happened(jetstream, database)


async def test_hostile_answers_are_made_harmless(site, jetstream, database):
    sent = golden("google")
    sent["data"]["answers"] += [
        {"question": "Anything else?", "value": "a\x00b\ud800c\u202ed"},
        {"question": "x" * 5000, "value": "y" * 50_000},
        {"question": "line\nbreak\u2028", "value": {"$where": {"a": [None, True, 1.5, {"b": {"c": {"d": {"e": 1}}}}]}}},
        {"question": "\ud800", "value": "z"},
        *({"question": f"Question {number}?", "value": number} for number in range(100)),
    ]

    answer = await google(sent).to(site)
    await finished(jetstream)

    assert answer.status_code == 202
    (participant,) = await database["participants"].find().to_list(None)
    answers = {one["question"]: one["value"] for one in participant["signup"]["answers"]}
    assert len(participant["signup"]["answers"]) == 50
    assert answers["Anything else?"] == "abcd"
    assert answers["x" * 299 + "…"] == "y" * 1999 + "…"
    assert answers["line break"] == "yes, 1.5, …"
    assert answers["?"] == "z"
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_a_body_may_be_larger_than_elsewhere_but_not_any_size(site, jetstream, database):
    def padded(size: int) -> Post:
        sent = golden("typeform")
        sent["form_response"]["definition"]["padding"] = ""
        sent["form_response"]["definition"]["padding"] = "x" * (size - len(typeform(sent).content))
        return typeform(sent)

    whole, more = padded(256 * 1024), padded(256 * 1024 + 1)
    assert len(whole.content) == 256 * 1024

    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b"x" * 1024

    too_large = await more.to(site)
    unannounced = await site.post(more.path, content=in_pieces(), headers=more.headers)
    assert (await whole.to(site)).status_code == 202
    await finished(jetstream)

    assert too_large.status_code == unannounced.status_code == 413
    assert too_large.headers["Content-Type"] == PROBLEM
    assert await database["participants"].count_documents({}) == 1


async def test_while_the_bus_is_away_the_builder_is_told_to_come_again(nats_server, settings):
    here = settings.model_copy(update={"nats_url": nats_server.url_for("registration")})
    delivery = str(uuid4())
    async with serving(here) as site:
        await publish(site)
        nats_server.stop()
        away = await typeform(delivery=delivery).to(site)
        nats_server.start()

        await ready(site)
        again = await typeform(delivery=delivery).to(site)

    assert away.status_code == 503
    assert int(away.headers["Retry-After"]) > 0
    assert again.status_code == 202


@pytest.mark.parametrize("missing", SECRETS)
def test_it_does_not_start_without_a_secret(missing, settings, monkeypatch):
    monkeypatch.delenv(missing)
    with pytest.raises(UnusableForm, match=f"{missing} is not set"):
        make_app(settings)


def test_the_log_says_which_secret_is_missing(tmp_path):
    log = tmp_path / "registration.log"
    secrets = {**SECRETS, "TALLY_DEMO_SECRET": "", "LINK_SECRETS": "a secret of these tests alone"}
    process = Child([sys.executable, "-m", "services.registration"], log, {"FORMS_DIR": str(FORMS), **secrets})
    process.start()
    try:
        assert process.wait(30), "it ends by itself"
    finally:
        process.kill()

    assert process.exit_code() == 1
    (told,) = [json.loads(line) for line in log.read_text().splitlines()]
    assert told["level"] == "CRITICAL"
    assert "TALLY_DEMO_SECRET is not set" in told["message"]


async def test_without_a_folder_there_are_no_hooks(settings, jetstream):
    async with serving(settings.model_copy(update={"forms_dir": ""})) as site:
        assert (await typeform().to(site)).status_code == 404


async def test_nothing_of_a_delivery_is_in_the_logs(site, jetstream, caplog):
    lacking = golden("tally")
    lacking["data"]["fields"][1]["value"] = "ana at example"
    with caplog.at_level("DEBUG"):
        await typeform().to(site)
        await tally(lacking).to(site)
        await jotform().to(site)
        genuine = google()
        await Post(genuine.path, genuine.content + b" ", genuine.headers).to(site)
        await finished(jetstream)

    told = "\n".join(str(vars(record)) for record in caplog.records if record.name.startswith(("services", "shared")))
    assert "is not genuine" in told
    assert "for want of: email" in told
    for secret in ("Ana", "Ruiz", "ana at example", "Riverside", "newsletter", *SECRETS.values()):
        assert secret not in told


async def test_the_addresses_are_documented(site: httpx.AsyncClient):
    described = (await site.get("/openapi.json")).json()["paths"]["/v1/hooks/{form_id}"]["post"]

    assert set(described["responses"]) >= {"202", "401", "404", "413", "422", "503"}
