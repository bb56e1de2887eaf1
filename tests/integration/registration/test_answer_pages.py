"""The links of mails: looking changes nothing, answering does, and every way it can end says what to do next."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product

import pytest

from services.registration.domain import participant_id
from shared.events import Producer
from shared.tokens import Act
from tests.integration.registration.people_say import Mailbox, Seen, manage, sign_up, told
from tests.integration.registration.site import ORGANISER, post, publish, serving
from tests.integration.streams import count
from tests.integration.waiting import until

HOSTILE = '<script>alert(1)</script> http://evil.example.org "onload="x'


@pytest.fixture
def mailbox(jetstream):
    return Mailbox(jetstream)


async def state_of(site, participant):
    answer = await site.get(f"{manage(participant)}/export.json")
    return answer.json()["state"]


@pytest.fixture
async def double(client):
    assert (await publish(client, double_opt_in=True)).status_code == 200
    return client


async def test_looking_confirms_nothing_and_posting_does(double, jetstream, mailbox):
    person = participant_id(await sign_up(double, jetstream))
    address = await mailbox.newest(Act.CONFIRM_SIGNUP, person)

    for _ in range(2):
        page = await double.get(address)
        assert page.status_code == 200
        assert "Confirm your signup for Personalized Learning 2026" in Seen(page).text
        assert "let my students move at their own pace" in Seen(page).text
        assert (page.headers["cache-control"], page.headers["x-robots-tag"]) == ("private, no-store", "noindex")
    assert (await double.head(address)).status_code == 200
    assert await state_of(double, person) == "pending"

    answer = await double.post(address)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/manage/")
    page = await double.get(answer.headers["location"])
    assert "You have a place" in Seen(page).text
    assert await told(jetstream, person) == ["pending", "registered"]


async def test_confirming_twice_is_fine(double, jetstream, mailbox):
    person = participant_id(await sign_up(double, jetstream))
    address = await mailbox.newest(Act.CONFIRM_SIGNUP, person)

    answers = await asyncio.gather(*(double.post(address) for _ in range(5)))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 303]
    for again in (await double.get(address), await double.post(address)):
        assert again.status_code == 200
        assert "You are confirmed already" in Seen(again).text
    assert await told(jetstream, person) == ["pending", "registered"]


async def test_what_is_no_link_of_ours_is_a_page(site):
    tokens = ["x", "%2e%2e", "a" * 43, "%00", "ñ", "." * 5000]
    for path, token in product(["confirm", "offers", "reviews", "manage", "manage/x/answers"], tokens):
        page = await site.get(f"/{path}/{token}", follow_redirects=True)
        assert page.status_code == 404, (path, token)
        if not path.endswith("answers"):
            assert "This link does not open" in Seen(page).text, (path, token)


async def test_a_token_opens_only_what_it_is_for(double, jetstream, mailbox):
    person = participant_id(await sign_up(double, jetstream))
    token = (await mailbox.newest(Act.CONFIRM_SIGNUP, person)).rsplit("/", 1)[1]

    for path in ("offers", "reviews", "manage"):
        assert (await double.get(f"/{path}/{token}")).status_code == 404
        assert (await double.post(f"/{path}/{token}")).status_code in (404, 405)
    assert await state_of(double, person) == "pending"


async def test_after_seven_days_a_link_has_expired(monkeypatch, settings, jetstream, mailbox):
    now = datetime(2026, 9, 1, 8, tzinfo=UTC)
    monkeypatch.setattr("services.registration.app.Producer", partial(Producer, clock=lambda: now))
    async with serving(settings) as site:
        await publish(site, double_opt_in=True)
        person = participant_id(await sign_up(site, jetstream))
        address = await mailbox.newest(Act.CONFIRM_SIGNUP, person)
        now += timedelta(days=7)

        for answer in (await site.get(address), await site.post(address)):
            assert answer.status_code == 410
            assert "This link has expired" in Seen(answer).text
            assert "Sign up again with the same address" in Seen(answer).text
        assert await state_of(site, person) == "pending"


async def test_what_others_typed_is_text(double, jetstream, mailbox):
    signup = {"name": HOSTILE, "school": HOSTILE, "goals": [{"statement": HOSTILE}], "definition": HOSTILE}
    person = participant_id(await sign_up(double, jetstream, **signup))
    await sign_up(double, jetstream, name="Ana", definition=f"Another {HOSTILE}")
    confirm = await mailbox.newest(Act.CONFIRM_SIGNUP, person)
    review = await mailbox.newest(Act.REVIEW_SIGNUP, person)

    for address in (confirm, review, manage(person)):
        page = await double.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert '"onload="' not in page.text
        assert "alert(1)" in Seen(page).text
        assert [link for link in Seen(page).links if "evil" in link] == []


async def test_a_second_signup_is_seen_beside_the_first_and_accepted(double, jetstream, mailbox):
    person = participant_id(await sign_up(double, jetstream))
    await sign_up(double, jetstream, goals=[{"statement": "grade less, see more", "priority": 1}], role="coach")
    address = await mailbox.newest(Act.REVIEW_SIGNUP, person)

    for _ in range(2):
        text = Seen(await double.get(address)).text
        for words in ("let my students move at their own pace", "grade less, see more", "Matters most", "different"):
            assert words in text
        assert "9 things are the same in both" in text
    assert (await double.post(address)).status_code == 422
    assert await state_of(double, person) == "pending"

    answer = await double.post(address, data={"answer": "accept"})

    assert answer.status_code == 303
    exported = (await double.get(f"{answer.headers['location']}/export.json")).json()
    assert exported["state"] == "confirmed"
    assert exported["signup"]["goals"][0]["statement"] == "grade less, see more"
    assert exported["signup"]["role"] == "coach"
    assert exported["held_signups"] == []
    assert [line["confirmed"] for line in exported["consents"]] == [True, True]
    for again in (await double.get(address), await double.post(address, data={"answer": "keep"})):
        assert again.status_code == 410
        assert "Nothing to decide any more" in Seen(again).text


async def test_a_second_signup_is_dropped(site, jetstream, mailbox, database):
    person = participant_id(await sign_up(site, jetstream))
    await sign_up(site, jetstream, name="Mallory")
    address = await mailbox.newest(Act.REVIEW_SIGNUP, person)

    answer = await site.post(address, data={"answer": "keep"})

    exported = (await site.get(f"{answer.headers['location']}/export.json")).json()
    assert exported["name"] == "Ana Ruiz"
    assert exported["state"] == "confirmed"
    assert "Mallory" not in str(await database["repeats"].find().to_list(None))
    assert await told(jetstream, person) == ["registered", "signup_repeated"]


async def offered(site, jetstream, mailbox):
    """Somebody to whom the only place is offered, and the page that says so."""
    await publish(site, capacity=1)
    first = participant_id(await sign_up(site, jetstream, email="first@example.org"))
    second = participant_id(await sign_up(site, jetstream, email="second@example.org"))
    assert "number 1 in the queue" in Seen(await site.get(manage(second))).text
    await site.post(f"{manage(first)}/cancel")
    return second, await mailbox.newest(Act.ANSWER_OFFER, second)


async def test_an_offer_is_accepted(client, jetstream, mailbox):
    person, address = await offered(client, jetstream, mailbox)

    text = Seen(await client.get(address)).text
    assert "A place is yours until" in text
    assert "(Detroit time)" in text
    assert (await client.post(address)).status_code == 422
    answer = await client.post(address, data={"answer": "accept"})

    assert answer.status_code == 303
    assert "You have a place" in Seen(await client.get(answer.headers["location"])).text
    again = await client.post(address, data={"answer": "decline"})
    assert again.status_code == 410
    assert "You have your place" in Seen(again).text
    assert await told(jetstream, person) == ["waitlisted", "offered", "registered"]


async def test_an_offer_is_declined(client, jetstream, mailbox):
    person, address = await offered(client, jetstream, mailbox)

    answer = await client.post(address, data={"answer": "decline"})

    assert answer.status_code == 200
    assert "You have let the place go" in Seen(answer).text
    assert await state_of(client, person) == "cancelled"
    assert (await client.get(address)).status_code == 410


async def test_an_offer_follows_them_to_a_new_address(client, jetstream, mailbox):
    person, old = await offered(client, jetstream, mailbox)
    deadline = (await client.get(f"{manage(person)}/export.json")).json()["offer_until"]
    await client.post(f"{manage(person)}/address", data={"email": "new@example.org"})
    assert (await client.post(await mailbox.newest(Act.CONFIRM_ADDRESS, person))).status_code == 303

    for answer in (await client.get(old), await client.post(old, data={"answer": "accept"})):
        assert answer.status_code == 410
        assert "A place is still held for you" in Seen(answer).text
    new = await mailbox.offered_anew(person)
    assert "A place is yours until" in Seen(await client.get(new)).text
    assert (await client.get(f"{manage(person)}/export.json")).json()["offer_until"] == deadline
    assert (await client.post(new, data={"answer": "accept"})).status_code == 303
    assert await state_of(client, person) == "confirmed"
    assert await told(jetstream, person) == ["waitlisted", "offered", "address_changed", "registered"]


async def test_an_offer_that_was_let_pass_says_that_its_time_is_over(monkeypatch, settings, jetstream, mailbox):
    now = datetime.now(UTC)
    monkeypatch.setattr("services.registration.app.Producer", partial(Producer, clock=lambda: now))
    async with serving(settings) as site:
        person, address = await offered(site, jetstream, mailbox)
        now += timedelta(days=3)

        async def is_over():
            return await state_of(site, person) == "cancelled"

        await until(is_over, what="the offer runs out")

        for answer in (await site.get(address), await site.post(address, data={"answer": "accept"})):
            assert answer.status_code == 410
            assert "This offer has ended" in Seen(answer).text
            assert "The time to answer is up" in Seen(answer).text


async def test_an_interest_is_confirmed(site, jetstream, mailbox, database):
    said = {"email": "ana@example.org", "updates": True}
    assert (await site.post("/v1/interests", json=said)).status_code == 202
    person = (await database["participants"].find_one({}))["_id"]
    address = await mailbox.newest(Act.CONFIRM_INTEREST, person)
    assert "Do you want to hear of Personalized Learning 2026?" in Seen(await site.get(address)).text
    assert (await database["participants"].find_one({}))["consents"][0]["confirmed"] is False

    answer = await site.post(address)

    assert answer.status_code == 200
    assert "Thank you" in Seen(answer).text
    consents = (await database["participants"].find_one({}))["consents"]
    assert [(one["purpose"], one["source"], one["confirmed"]) for one in consents] == [("updates", "api", True)]
    again = await site.post(address)
    assert again.status_code == 200
    assert "You said yes already" in Seen(again).text
    await sign_up(site, jetstream)
    assert "Nothing to confirm any more" in Seen(await site.get(address)).text


async def test_the_mail_to_confirm_is_sent_again_within_limits(settings, jetstream, mailbox):
    async with serving(settings.model_copy(update={"resends_per_recipient": 2})) as site:
        await publish(site, double_opt_in=True)
        signup = await sign_up(site, jetstream)
        person = participant_id(signup)
        page = Seen(await site.get(f"/signups/{signup}"))
        assert "Look in your mail and confirm" in page.text
        assert page.actions == [f"/signups/{signup}/resend"]

        answers = [await site.post(f"/signups/{signup}/resend") for _ in range(4)]

        assert {answer.status_code for answer in answers} == {303}
        assert "on its way once more" in Seen(await site.get(answers[0].headers["location"])).text
        links = await mailbox.addresses(Act.CONFIRM_SIGNUP, person)
        assert len(set(links)) == 3
        assert (await site.post(links[0])).status_code == 303  # earlier links work as well
        assert (await site.get(links[2])).status_code == 200


async def test_asking_again_shows_nothing(double, jetstream, mailbox):
    known = await sign_up(double, jetstream)
    await double.post(await mailbox.newest(Act.CONFIRM_SIGNUP, participant_id(known)))
    before = await count(jetstream, "EVENTS")
    unknown = "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c"

    answers = [await double.post(f"/signups/{id}/resend") for id in (known, unknown)]

    assert [answer.headers["location"].replace(known, "x").replace(unknown, "x") for answer in answers] == [
        "/signups/x?resent=1"
    ] * 2
    assert await count(jetstream, "EVENTS") == before


async def test_without_double_opt_in_nothing_is_to_confirm(site, jetstream):
    signup = await sign_up(site, jetstream)
    text = Seen(await site.get(f"/signups/{signup}")).text
    assert "A first mail confirms it" in text
    assert "Send the mail again" not in text
    assert "waiting list" not in text


async def test_a_full_conference_says_so_before_and_not_after(client, jetstream):
    await publish(client, capacity=1)
    await sign_up(client, jetstream)
    page = f"/conferences/{'personalized-learning-2026'}"

    assert "Full: new signups join the waiting list." in Seen(await client.get(page)).text
    signup = await sign_up(client, jetstream, email="late@example.org")
    text = Seen(await client.get(f"/signups/{signup}")).text
    assert "A first mail tells you how it stands" in text
    assert "waiting list" not in text


async def test_the_page_after_names_the_conference_signed_up_for(site, jetstream):
    await publish(site, slug="another", name="Another Day", double_opt_in=True)
    for changes, name in (({}, "Personalized Learning 2026"), ({"conference": "another"}, "Another Day")):
        for _ in range(2):  # the first and a repeat, so that nothing tells them apart
            signup = await sign_up(site, jetstream, **changes)
            assert name in Seen(await site.get(f"/signups/{signup}")).text


async def test_a_conference_that_is_closed_still_lets_people_answer(double, jetstream, mailbox):
    person = participant_id(await sign_up(double, jetstream))
    await publish(double, double_opt_in=True, open=False)
    assert (await post(double)).status_code == 422
    assert (await double.post(await mailbox.newest(Act.CONFIRM_SIGNUP, person))).status_code == 303


async def test_organisers_have_no_key_to_these_pages(site, jetstream):
    person = participant_id(await sign_up(site, jetstream))
    assert (await site.get(f"/manage/{person}", headers=ORGANISER)).status_code == 404
