"""Saving the date by mail: the same answer for every address, and not a mail more than is allowed."""

import json

import pytest

from services.registration.domain import participant_id
from shared.tokens import Act
from tests.integration.registration.people_say import Mailbox, Seen, manage, sign_up, told
from tests.integration.registration.site import SLUG, publish, serving
from tests.integration.streams import stored

PAGE = f"/conferences/{SLUG}/interest"


async def subscribe(site, **changes):
    return await site.post("/v1/interests", json={"email": "ana@example.org", "updates": True, **changes})


async def test_known_or_not_the_answer_is_the_same(site, jetstream):
    await sign_up(site, jetstream, email="known@example.org")

    answers = [await subscribe(site, email=email) for email in ("known@example.org", "new@example.org")]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(202, {"asked": True})] * 2
    assert set(answers[0].headers) == set(answers[1].headers)


async def test_what_was_agreed_to_is_kept(site, database):
    await subscribe(site, name="Ana", language="es", zone="Europe/Madrid")

    [person] = await database["participants"].find().to_list(None)
    assert (person["state"], person["name"], person["language"], person["zone"]) == (
        "interested",
        "Ana",
        "es",
        "Europe/Madrid",
    )
    [consent] = person["consents"]
    assert (consent["purpose"], consent["source"], consent["given"], consent["confirmed"]) == (
        "updates",
        "api",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"updates": False}, "updates"),
        ({"updates": None}, "updates"),
        ({"email": "nobody"}, "email"),
        ({"conference": "another"}, "conference"),
        ({"name": "x\ny"}, "name"),
        ({"remark": "x"}, "remark"),
    ],
)
async def test_what_is_not_taken(changes, field, site, database):
    answer = await subscribe(site, **changes)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert await database["participants"].count_documents({}) == 0


async def test_asked_again_once_confirmed_a_mail_brings_the_link_that_stops_it(site, jetstream, database):
    await subscribe(site)
    person = (await database["participants"].find_one({}))["_id"]
    mailbox = Mailbox(jetstream)
    await site.post(await mailbox.newest(Act.CONFIRM_INTEREST, person))

    await subscribe(site)

    assert await confirmed(jetstream, person) == [False, True]


async def test_who_took_it_back_and_asks_again_is_asked_again(site, jetstream, database):
    await subscribe(site)
    person = (await database["participants"].find_one({}))["_id"]
    mailbox = Mailbox(jetstream)
    await site.post(await mailbox.newest(Act.CONFIRM_INTEREST, person))
    await site.post(f"{manage(person)}/consents", data={})
    assert "You have stopped the mails" in Seen(await site.get(manage(person))).text

    await subscribe(site)

    assert await confirmed(jetstream, person) == [False, False]
    await site.post(await mailbox.newest(Act.CONFIRM_INTEREST, person))
    assert "The date is saved" in Seen(await site.get(manage(person))).text
    consents = (await site.get(f"{manage(person)}/export.json")).json()["consents"]
    assert [(line["given"], line["confirmed"]) for line in consents] == [(True, True), (False, True), (True, True)]


async def test_who_stopped_comes_back_as_the_same_once_they_say_so(site, jetstream, database):
    await subscribe(site)
    person = (await database["participants"].find_one({}))["_id"]
    mailbox = Mailbox(jetstream)
    first = await mailbox.newest(Act.CONFIRM_INTEREST, person)
    await site.post(first)
    stopped = Seen(await site.get((await site.post(f"{manage(person)}/cancel")).headers["location"])).text
    assert "We write to you no more" in stopped
    assert "You have stopped the mails" in stopped
    [said] = await stored(jetstream, "EVENTS", f"conf.*.registration.participant.cancelled.v1.{person}")
    assert json.loads(said.body)["data"] == {"version": 3, "reason": "asked", "only_interested": True}

    answers = [await subscribe(site, name="A Stranger") for _ in range(2)]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(202, {"asked": True})] * 2
    asked = await mailbox.addresses(Act.CONFIRM_INTEREST, person)
    assert len(asked) == 2  # one mail an hour, whoever asks
    assert "You have stopped the mails" in Seen(await site.get(manage(person))).text
    assert (await site.get(first)).status_code == 410
    assert (await site.get(asked[1])).status_code == 200
    assert (await exported(site, person))["state"] == "cancelled"

    assert "Thank you" in Seen(await site.post(asked[1])).text

    back = await exported(site, person)
    assert (back["participant"], back["state"], back["name"]) == (person, "interested", "ana")
    assert [(line["given"], line["confirmed"], line["wording"], line["source"]) for line in back["consents"]] == [
        (True, True, "elsewhere-2026-11", "api"),
        (False, True, "interest-2026-11", "manage"),
        (True, True, "elsewhere-2026-11", "api"),
    ]


async def test_who_cancelled_a_signup_is_only_asked_and_a_stranger_can_do_no_more(site, jetstream, database):
    await sign_up(site, jetstream)
    person = (await database["participants"].find_one({}))["_id"]
    await site.post(f"{manage(person)}/cancel")

    await subscribe(site)
    await sign_up(site, jetstream, name="A Stranger")  # who says no is asked, by whichever form

    assert await told(jetstream, person) == ["registered", "cancelled", "interested", "pending"]
    [news] = await Mailbox(jetstream).addresses(Act.CONFIRM_INTEREST, person)
    assert (await site.post(news)).status_code == 410
    assert (await exported(site, person))["state"] == "pending"


async def exported(site, person):
    return (await site.get(f"{manage(person)}/export.json")).json()


async def confirmed(jetstream, person):
    """What each event about the interest says of it, oldest first."""
    said = await stored(jetstream, "EVENTS", f"conf.*.registration.participant.interested.v1.{person}")
    return [json.loads(one.body)["data"].get("confirmed", False) for one in said]


async def test_two_open_conferences_have_to_be_told_apart(site):
    await publish(site, slug="another")
    assert (await subscribe(site)).status_code == 422
    assert (await subscribe(site, conference="another")).status_code == 202


async def test_nobody_is_bombed(settings, jetstream, database):
    async with serving(settings.model_copy(update={"resends_per_recipient": 2})) as site:
        await publish(site)
        answers = [
            await subscribe(site, email=email) for email in ("a@example.org", "A+x@example.org", "a@example.org")
        ]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert int(answers[2].headers["retry-after"]) > 0


async def test_who_saved_the_date_and_signs_up_later_is_the_same(site, jetstream, database):
    await subscribe(site)
    person = (await database["participants"].find_one({}))["_id"]
    signup = await sign_up(site, jetstream)

    assert person != participant_id(signup)
    assert "You have a place" in Seen(await site.get(manage(person))).text
    assert await told(jetstream, person) == ["interested", "registered"]


async def test_the_page_asks_for_a_word(site, jetstream, database):
    for address in (f"/conferences/{SLUG}", "/"):
        assert PAGE in Seen(await site.get(address)).links
    page = Seen(await site.get(PAGE))
    assert "Save the date by mail" in page.text
    assert "updates" not in page.fields  # nobody has ticked it for them

    refused = await site.post(PAGE, data={"email": "nobody", "name": "<b>"})
    assert refused.status_code == 422
    for words in ("This does not look like an e-mail address", "without it we must not write to you"):
        assert words in Seen(refused).text
    assert Seen(refused).fields["name"] == "<b>"

    answer = await site.post(PAGE, data={"email": "ana@example.org", "updates": "yes"})
    assert answer.status_code == 303
    assert "Follow the link in the mail" in Seen(await site.get(answer.headers["location"])).text
    [person] = await database["participants"].find().to_list(None)
    assert (person["name"], person["consents"][0]["source"]) == ("ana", "form")
    assert person["consents"][0]["wording"] == "interest-2026-11"
    assert len(await Mailbox(jetstream).addresses(Act.CONFIRM_INTEREST, person["_id"])) == 1


async def test_a_closed_conference_still_takes_addresses(site):
    await publish(site, open=False)
    assert PAGE in Seen(await site.get(f"/conferences/{SLUG}")).links
    assert (await site.post(PAGE, data={"email": "a@example.org", "updates": "yes"})).status_code == 303


async def test_no_such_conference(site):
    for answer in (await site.get("/conferences/x/interest"), await site.post("/conferences/x/interest")):
        assert answer.status_code == 404


async def test_a_tick_on_the_signup_form_is_kept_with_its_words(site, jetstream, database):
    for email, updates in (("a@example.org", {"updates": "yes"}), ("b@example.org", {})):
        form = {"conference": SLUG, "name": "Ana", "email": email, "goal_1": "listen", **updates}
        assert (await site.post("/signups", data=form)).status_code == 303
    await sign_up(site, jetstream, email="c@example.org", updates=True)

    found = {
        one["email"]: [(line["purpose"], line["wording"], line["source"]) for line in one["consents"]]
        async for one in database["participants"].find()
    }
    assert found == {
        "a@example.org": [
            ("operational", "signup-2026-11", "form"),
            ("updates", "updates-2026-11", "form"),
        ],
        "b@example.org": [("operational", "signup-2026-11", "form")],
        "c@example.org": [
            ("operational", "elsewhere-2026-11", "api"),
            ("updates", "elsewhere-2026-11", "api"),
        ],
    }


async def test_a_tick_makes_it_another_body(site, jetstream):
    said = {"conference": SLUG, "name": "Ana", "email": "ana@example.org", "goals": [{"statement": "listen"}]}
    answers = [
        await site.post("/v1/signups", json={**said, **more}, headers={"Idempotency-Key": "k"})
        for more in ({}, {"updates": False}, {"updates": True})
    ]
    assert [answer.status_code for answer in answers] == [202, 202, 422]
