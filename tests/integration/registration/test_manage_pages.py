"""The page of one's own signup: everything on it can be changed, and each change is told once."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from services.registration.domain import participant_id
from shared.events import Producer
from shared.links import Links, Purpose
from shared.tokens import Act
from tests.integration.registration.people_say import LINKS, Mailbox, Seen, manage, sign_up, told
from tests.integration.registration.site import publish, serving
from tests.integration.streams import stored

PRIVATE = ("private, no-store", "noindex")


@pytest.fixture
def mailbox(jetstream):
    return Mailbox(jetstream)


@pytest.fixture
async def ana(site, jetstream):
    return participant_id(await sign_up(site, jetstream))


async def exported(site, participant):
    told = (await site.get(f"{manage(participant)}/export.json")).json()
    del told["other_parts"]  # behind links that are new each time
    return told


async def contacts(jetstream, kind="changed"):
    return [json.loads(one.body)["data"] for one in await stored(jetstream, "CONTACTS", f"private.*.contact.{kind}.>")]


async def saved(site, address, data=None):
    """POST a form; the page that follows."""
    answer = await site.post(address, data=data or {})
    assert answer.status_code == 303, answer.text
    page = await site.get(answer.headers["location"])
    assert (page.headers["cache-control"], page.headers["x-robots-tag"]) == PRIVATE
    return Seen(page)


async def test_it_shows_what_was_said_and_where_to_go(site, ana):
    page = await site.get(manage(ana))

    seen = Seen(page)
    assert (page.headers["cache-control"], page.headers["x-robots-tag"]) == PRIVATE
    assert "You have a place" in seen.text
    assert seen.fields["goal_1"] == "let my students move at their own pace"
    assert (seen.fields["name"], seen.fields["school"]) == ("Ana Ruiz", "Riverside Middle School")
    assert (seen.fields["from_1"], seen.fields["to_1"], seen.fields["technology"]) == ("09:00", "15:30", "3")
    assert seen.fields["email"] == ""
    [agenda, calendar] = [link for link in seen.links if "/agenda/" in link]
    assert calendar == f"{agenda}.ics"
    assert LINKS.open(Purpose.AGENDA, agenda.rsplit("/", 1)[1]).participant == ana
    assert "Every student works on what they need next." in seen.text
    assert "Mail about this conference" in seen.text
    assert "Your own definition" in seen.text


async def test_answers_sent_back_as_they_were_change_nothing(site, jetstream, ana):
    before = await exported(site, ana)
    fields = Seen(await site.get(manage(ana))).fields | {"lengths": ["30", "60"], "goal_1_area": "instruction"}

    page = await saved(site, f"{manage(ana)}/answers", {**fields, "language": ""})

    assert "Nothing was different" in page.text
    assert await exported(site, ana) == before
    assert await told(jetstream, ana) == ["registered"]


async def test_every_answer_can_be_changed(site, jetstream, ana):
    said = {
        "name": "Ana María Ruiz",
        "role": "Instructional coach",
        "goal_1": "grade less, see more",
        "goal_1_area": "assessment",
        "goal_1_now": "1",
        "goal_1_want": "3",
        "goal_2": "meet others",
        "definition": "One by one.",
        "technology": "4",
        "from_1": "10:00",
        "to_1": "12:00",
        "lengths": "45",
        "language": "es",
        "email": "mallory@example.org",
        "conference": "another",
    }

    page = await saved(site, f"{manage(ana)}/answers", said)

    assert "Saved. Your answers are as you see them here." in page.text
    assert page.fields["goal_2"] == "meet others"
    now = await exported(site, ana)
    assert (now["name"], now["email"], now["conference"]) == (
        "Ana María Ruiz",
        "ana@example.org",
        "personalized-learning-2026",
    )
    assert (now["signup"]["school"], now["signup"]["lengths"], now["language"]) == ("", [45], "es")
    [_, changed] = await stored(jetstream, "EVENTS", f"conf.*.registration.participant.*.*.{ana}")
    event = json.loads(changed.body)
    assert event["type"] == "participant.wishes_changed.v1"
    assert event["data"]["goals"][0] == {
        "statement": "grade less, see more",
        "area": "assessment",
        "now": 1,
        "want": 3,
    }
    assert sorted(event["data"]["changed"]) == ["available", "goals", "lengths", "spectrum"]
    assert "Ruiz" not in changed.body.decode()
    [contact] = await contacts(jetstream)
    assert (contact["name"], contact["email"], contact["language"]) == ("Ana María Ruiz", "ana@example.org", "es")


async def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(site, jetstream, ana):
    said = {"name": "", "goal_1": "", "from_1": "10:00", "definition": "still <here>"}

    answer = await site.post(f"{manage(ana)}/answers", data=said)

    assert answer.status_code == 422
    seen = Seen(answer)
    for words in ("Write your name.", "Write at least one goal.", "Write until when", "3 things need another look"):
        assert words in seen.text
    assert seen.fields["definition"] == "still <here>"
    assert await told(jetstream, ana) == ["registered"]
    page = manage(ana)
    again = await site.get(f"{page}/answers")
    assert (again.status_code, again.headers["location"]) == (303, page)


async def test_what_the_form_does_not_ask_stays(site, jetstream):
    hours = [{"from": f"{hour:02}:00", "to": f"{hour:02}:30"} for hour in (9, 11, 14, 16)]
    person = participant_id(await sign_up(site, jetstream, available=hours, lengths=[25, 30]))
    seen = Seen(await site.get(manage(person)))
    assert "2 pm to 2:30 pm, 4 pm to 4:30 pm" in seen.text

    await saved(site, f"{manage(person)}/answers", {**seen.fields, "name": "Ana", "lengths": ["25", "30"]})

    now = await exported(site, person)
    assert [window["from"][:5] for window in now["signup"]["available"]] == ["09:00", "11:00", "14:00", "16:00"]
    assert now["signup"]["lengths"] == [25, 30]


async def test_an_address_changes_when_the_new_one_says_yes(site, jetstream, mailbox, ana):
    old = manage(ana)
    page = await saved(site, f"{old}/address", {"email": "new@example.org"})
    assert "Mail goes to ana@example.org." in page.text
    assert "new@example.org waits to be confirmed" in page.text
    assert [one["email"] for one in await contacts(jetstream, "proposed")] == ["new@example.org"]
    confirm = await mailbox.newest(Act.CONFIRM_ADDRESS, ana)
    assert "new@example.org" in Seen(await site.get(confirm)).text
    assert (await exported(site, ana))["email"] == "ana@example.org"

    answer = await site.post(confirm)

    new = answer.headers["location"]
    now = (await site.get(f"{new}/export.json")).json()
    assert (now["participant"], now["email"], now["signup"]["email"]) == (ana, "new@example.org", "new@example.org")
    [contact] = await contacts(jetstream)
    assert contact["email"] == "new@example.org"
    [*_, event] = await stored(jetstream, "EVENTS", f"conf.*.registration.participant.address_changed.v1.{ana}")
    assert json.loads(event.body)["data"] == {"version": contact["version"], "standing": "confirmed"}
    assert (await site.post(confirm)).status_code == 410
    # The address is free for somebody else, who is somebody else.
    assert participant_id(await sign_up(site, jetstream)) != ana


async def test_links_the_old_address_got_open_nothing_any_more(monkeypatch, settings, jetstream, mailbox):
    """By the clock of the service, an hour after the link was signed."""
    monkeypatch.setattr(
        "services.registration.app.Producer", partial(Producer, clock=lambda: datetime.now(UTC) + timedelta(hours=1))
    )
    async with serving(settings) as site:
        await publish(site)
        ana = participant_id(await sign_up(site, jetstream))
        old = manage(ana)
        await saved(site, f"{old}/address", {"email": "new@example.org"})
        await site.post(await mailbox.newest(Act.CONFIRM_ADDRESS, ana))

        for answer in (await site.get(old), await site.post(f"{old}/cancel"), await site.get(f"{old}/export.json")):
            assert answer.status_code == 410
            assert "Sign up again with the same address" in Seen(answer).text


async def test_an_address_that_is_taken_by_then_is_a_conflict(site, jetstream, mailbox, ana):
    await site.post(f"{manage(ana)}/address", data={"email": "new@example.org"})
    confirm = await mailbox.newest(Act.CONFIRM_ADDRESS, ana)
    await sign_up(site, jetstream, email="NEW@example.org")

    answer = await site.post(confirm)

    assert answer.status_code == 409
    assert "This address is in use already" in Seen(answer).text
    assert (await exported(site, ana))["email"] == "ana@example.org"


async def test_only_the_newest_proposal_counts(site, jetstream, mailbox, ana):
    await site.post(f"{manage(ana)}/address", data={"email": "one@example.org"})
    first = await mailbox.newest(Act.CONFIRM_ADDRESS, ana)
    await site.post(f"{manage(ana)}/address", data={"email": "two@example.org"})

    assert (await site.post(first)).status_code == 410
    assert (await exported(site, ana))["email"] == "ana@example.org"


async def test_what_is_no_new_address(site, jetstream, ana):
    for email in ("", "nobody", "a@b@c", "ana@example.org", "x" * 300 + "@example.org"):
        answer = await site.post(f"{manage(ana)}/address", data={"email": email})
        assert answer.status_code == 422, email
        assert 'id="new_email-error"' in answer.text, email

    assert await contacts(jetstream, "proposed") == []


async def test_mails_to_new_addresses_are_limited(settings, jetstream):
    async with serving(settings.model_copy(update={"resends_per_network": 2})) as site:
        await publish(site)
        ana = participant_id(await sign_up(site, jetstream))
        answers = [await site.post(f"{manage(ana)}/address", data={"email": f"a{n}@example.org"}) for n in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 429, 429]
    assert "Many mails went there lately." in Seen(answers[3]).text


async def test_consents_are_a_ledger(site, ana):
    for wished, again in ((True, True), (False, False), (True, False)):
        data = {"updates": "yes"} if wished else {}
        await saved(site, f"{manage(ana)}/consents", data)
        if again:
            assert "Nothing was different" in (await saved(site, f"{manage(ana)}/consents", data)).text

    ledger = (await exported(site, ana))["consents"]
    assert [(one["purpose"], one["given"], one["source"], one["confirmed"]) for one in ledger] == [
        ("operational", True, "api", False),
        ("updates", True, "manage", True),
        ("updates", False, "manage", True),
        ("updates", True, "manage", True),
    ]
    text = Seen(await site.get(manage(ana))).text
    assert text.count("on this page") == 3
    assert "Mail about this conference: yes" in text
    assert "not confirmed" not in text
    assert "waits for your own word" not in text


@pytest.mark.parametrize(("answer", "line"), [("yes", "News of later conferences: yes"), ("", "later conferences: no")])
async def test_a_tick_of_the_form_counts_once_the_owner_says_so(answer, line, site, jetstream):
    person = participant_id(await sign_up(site, jetstream, updates=True))
    asked = Seen(await site.get(manage(person)))
    assert "Your signup says yes to this." in asked.text
    assert "Yes, send me news" in asked.text
    assert "Mail about this conference: yes" in asked.text
    assert "News of later conferences: yes, waits for your own word" in asked.text

    answered = await saved(site, f"{manage(person)}/consents", {"updates": answer})

    assert "Your signup says yes to this." not in answered.text
    assert line in answered.text
    assert ("updates" in answered.fields) == bool(answer)
    [*_, last] = (await exported(site, person))["consents"]
    assert (last["given"], last["confirmed"]) == (bool(answer), True)


async def test_cancelling_asks_once_more_and_is_done_once(site, jetstream, ana):
    asked = Seen(await site.get(f"{manage(ana)}/cancel"))
    assert "Cancel your signup?" in asked.text
    assert manage(ana) in asked.links
    assert (await exported(site, ana))["state"] == "confirmed"

    for _ in range(2):
        page = await saved(site, f"{manage(ana)}/cancel")
        assert "You do not take part" in page.text
        assert "goal_1" not in page.fields
        assert "/conferences/personalized-learning-2026" in page.links
    assert await told(jetstream, ana) == ["registered", "cancelled"]


async def test_what_is_not_possible_any_more_is_a_conflict(site, jetstream, ana):
    await site.post(f"{manage(ana)}/cancel")

    for path, data in (
        ("answers", {"name": "Ana", "goal_1": "listen"}),
        ("address", {"email": "new@example.org"}),
        ("confirm", {}),
        ("offer", {"answer": "accept"}),
        ("offer", {"answer": "decline"}),
    ):
        answer = await site.post(f"{manage(ana)}/{path}", data=data)
        assert answer.status_code == 409, path
        assert "This is not possible any more" in Seen(answer).text, path

    assert await told(jetstream, ana) == ["registered", "cancelled"]


async def test_who_cancelled_and_signs_up_again_is_the_same_and_has_the_same_link(site, jetstream, ana):
    await site.post(f"{manage(ana)}/cancel")
    await sign_up(site, jetstream, goals=[{"statement": "start over"}])

    # Anybody can write their address: they are asked, although this conference asks nobody else.
    page = Seen(await site.get(manage(ana)))
    assert "Your signup is not confirmed" in page.text
    assert page.fields["goal_1"] == "start over"
    assert await told(jetstream, ana) == ["registered", "cancelled", "pending"]
    assert "You have a place" in (await saved(site, f"{manage(ana)}/confirm")).text
    assert await told(jetstream, ana) == ["registered", "cancelled", "pending", "registered"]


async def test_a_mailed_link_may_confirm_as_well(client, jetstream):
    await publish(client, double_opt_in=True)
    person = participant_id(await sign_up(client, jetstream))
    assert "Your signup is not confirmed" in Seen(await client.get(manage(person))).text

    assert "You have a place" in (await saved(client, f"{manage(person)}/confirm")).text
    assert (await client.post(f"{manage(person)}/confirm")).status_code == 409


async def test_the_queue_shows_the_place_in_it_by_time_of_signup(client, jetstream, mailbox):
    await publish(client, capacity=1, double_opt_in=True)
    emails = [f"{name}@example.org" for name in ("first", "second", "third")]
    people = [participant_id(await sign_up(client, jetstream, email=email)) for email in emails]
    for person in (people[0], people[2], people[1]):  # who signed up second confirms last
        await client.post(await mailbox.newest(Act.CONFIRM_SIGNUP, person))

    texts = [Seen(await client.get(manage(person))).text for person in people]

    assert "You have a place" in texts[0]
    assert "You are number 1 in the queue." in texts[1]
    assert "You are number 2 in the queue." in texts[2]


@pytest.mark.parametrize(("answer", "title"), [("accept", "You have a place"), ("decline", "You do not take part")])
async def test_an_offer_may_be_answered_there(answer, title, client, jetstream, mailbox):
    await publish(client, capacity=1)
    first = participant_id(await sign_up(client, jetstream, email="first@example.org"))
    second = participant_id(await sign_up(client, jetstream, email="second@example.org"))
    await client.post(f"{manage(first)}/cancel")
    await mailbox.newest(Act.ANSWER_OFFER, second)
    page = Seen(await client.get(manage(second)))
    assert "A place is held for you" in page.text
    assert [action for action in page.actions if action.endswith("/offer")]

    assert title in (await saved(client, f"{manage(second)}/offer", {"answer": answer})).text
    assert (await client.post(f"{manage(second)}/offer", data={"answer": answer})).status_code == 409


async def test_an_offer_that_ran_out_cannot_be_taken(monkeypatch, settings, jetstream, mailbox):
    now = datetime.now(UTC)
    monkeypatch.setattr("services.registration.app.Producer", partial(Producer, clock=lambda: now))
    monkeypatch.setattr("services.registration.participants.waiting_list.WaitingList.expire", _never)
    async with serving(settings) as site:
        await publish(site, capacity=1, offer_minutes=60)
        first = participant_id(await sign_up(site, jetstream, email="first@example.org"))
        second = participant_id(await sign_up(site, jetstream, email="second@example.org"))
        await site.post(f"{manage(first)}/cancel")
        address = await mailbox.newest(Act.ANSWER_OFFER, second)
        now += timedelta(hours=1)

        taken = await site.post(f"{manage(second)}/offer", data={"answer": "accept"})
        by_mail = await site.post(address, data={"answer": "accept"})

        assert (taken.status_code, by_mail.status_code) == (409, 410)
        assert "This offer has ended" in Seen(taken).text
        assert "This offer has ended" in Seen(by_mail).text
        assert (await exported(site, second))["state"] == "offered"


async def _never(self):
    return None


@pytest.mark.parametrize(("answer", "name"), [("accept", "Ana Again"), ("keep", "Ana Ruiz")])
async def test_a_second_signup_is_decided_there(answer, name, site, jetstream, ana):
    held = await sign_up(site, jetstream, name="Ana Again")
    page = Seen(await site.get(manage(ana)))
    assert "Is this from you?" in page.text
    assert [action for action in page.actions if action.endswith(f"/held/{held}")]

    page = await saved(site, f"{manage(ana)}/held/{held}", {"answer": answer})

    assert page.fields["name"] == name
    assert "Is this from you?" not in page.text
    assert (await site.post(f"{manage(ana)}/held/{held}", data={"answer": "accept"})).status_code == 303
    assert (await exported(site, ana))["name"] == name


async def test_nobody_decides_about_the_second_signup_of_another(site, jetstream, ana):
    held = await sign_up(site, jetstream, name="Ana Again")
    other = participant_id(await sign_up(site, jetstream, email="mallory@example.org"))

    await site.post(f"{manage(other)}/held/{held}", data={"answer": "accept"})

    assert (await exported(site, ana))["name"] == "Ana Ruiz"
    assert (await exported(site, other))["name"] == "Ana Ruiz"
    assert len((await exported(site, ana))["held_signups"]) == 1


async def test_data_are_exported_as_a_file(site, ana):
    answer = await site.get(f"{manage(ana)}/export.json")

    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"] == 'attachment; filename="personalized-learning-2026-signup.json"'
    assert (answer.headers["cache-control"], answer.headers["x-robots-tag"]) == PRIVATE
    assert answer.json()["signup"]["goals"][0]["statement"] == "let my students move at their own pace"


async def test_erasing_asks_once_more_and_ends_at_the_receipt(site, jetstream, ana, database):
    asked = Seen(await site.get(f"{manage(ana)}/erase"))
    assert "This cannot be undone." in asked.text
    assert (await exported(site, ana))["state"] == "confirmed"

    receipts = []
    for _ in range(2):
        answer = await site.post(f"{manage(ana)}/erase")
        assert answer.status_code == 303
        receipts.append(answer.headers["location"])
        token = answer.headers["location"].removeprefix("/receipts/")
        assert LINKS.open(Purpose.RECEIPT, token).participant == ana

    assert (await site.get(receipts[0])).status_code == 200
    page = await site.get(manage(ana))
    assert page.status_code == 410
    assert "Your data are deleted" in Seen(page).text
    assert [link for link in Seen(page).links if link.startswith("/receipts/")]
    for path, data in (("answers", {"name": "x", "goal_1": "y"}), ("consents", {"updates": "yes"}), ("cancel", {})):
        assert (await site.post(f"{manage(ana)}/{path}", data=data)).status_code == 409
    assert await told(jetstream, ana) == ["registered", "erased"]
    left = str(await database["participants"].find_one({"_id": ana}))
    assert "ana@example.org" not in left
    assert "consents" not in left


async def test_who_saved_the_date_has_a_page_too(site, jetstream, database, mailbox):
    await site.post("/v1/interests", json={"email": "ana@example.org", "updates": True})
    person = (await database["participants"].find_one({}))["_id"]
    await site.post(await mailbox.newest(Act.CONFIRM_INTEREST, person))

    page = Seen(await site.get(manage(person)))
    assert "The date is saved" in page.text
    assert "goal_1" not in page.fields
    assert "Stop hearing from us?" in Seen(await site.get(f"{manage(person)}/cancel")).text
    assert (await site.post(f"{manage(person)}/answers", data={"name": "A", "goal_1": "b"})).status_code == 409


async def test_links_of_others_expired_or_changed_open_nothing(site, ana):
    for link, status in (
        (Links(["another secret of sixteen"]).sign(Purpose.MANAGE, ana), 404),
        (LINKS.sign(Purpose.AGENDA, ana), 404),
        (LINKS.sign(Purpose.MANAGE, "nobody"), 404),
        (manage(ana).removeprefix("/manage/")[:-1], 404),
    ):
        for answer in (await site.get(f"/manage/{link}"), await site.post(f"/manage/{link}/cancel")):
            assert answer.status_code == status
            assert "This link does not open" in Seen(answer).text


async def test_pages_speak_spanish(site, ana):
    page = await site.get(manage(ana), headers={"Accept-Language": "es"})
    assert 'lang="es"' in page.text
