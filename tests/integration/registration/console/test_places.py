"""Places: changed by a form, offered in the order of the queue, given up for somebody."""

import json

import pytest

from tests.integration.registration.console.browser import HERE, organiser, send
from tests.integration.registration.site import SLUG, finished, post, publish
from tests.integration.streams import stored
from tests.integration.waiting import until

PUBLISHED = f"conf.{SLUG}.registration.conference.published.v1.{SLUG}"
AS_IT_WAS = {"capacity": "400", "offer": "2", "unit": "1440", "open": "yes"}


async def states(database) -> list[str]:
    return [one["state"] async for one in database["participants"].find().sort("registered_at", 1)]


async def sign_up(site, jetstream, *names: str) -> None:
    for name in names:
        answer = await post(site, name=name, email=f"{name.lower()}@example.org")
        assert answer.status_code == 202
        await finished(jetstream)


async def test_with_more_places_those_who_wait_longest_are_offered_one(site, jetstream, database):
    await publish(site, capacity=1)
    await sign_up(site, jetstream, "Ana", "Ben", "Carla", "Dana")
    assert await states(database) == ["confirmed", "waitlisted", "waitlisted", "waitlisted"]
    async with organiser(site):
        before = (await site.get(f"{HERE}/places/live")).text
        assert before.index("Ben") < before.index("Carla") < before.index("Dana")
        assert "Offered until" not in before

        answer = await send(site, f"{HERE}/places", **{**AS_IT_WAS, "capacity": "3"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}/places?saved=1")

        async def are_offered() -> bool:
            return (await site.get(f"{HERE}/places/live")).text.count("Offered until") == 2

        await until(are_offered, seconds=15, what="the free places are offered")
        after = (await site.get(f"{HERE}/places/live")).text
    assert await states(database) == ["confirmed", "offered", "offered", "waitlisted"]
    assert "3</strong> of 3 places are taken" in after


async def test_what_was_changed_is_on_the_bus_and_the_rest_stays(site, jetstream):
    async with organiser(site):
        changed = {"capacity": "1,200", "offer": "90", "unit": "1", "double_opt_in": "yes"}
        assert (await send(site, f"{HERE}/places", **changed)).status_code == 303
        page = (await site.get(f"{HERE}/places")).text

    conference = (await site.get(f"/v1/conferences/{SLUG}")).json()
    wanted = {"capacity": 1200, "open": False, "double_opt_in": True, "offer_minutes": 90}
    assert {name: conference[name] for name in wanted} == wanted
    assert conference["place"] == "Grand Rapids, Michigan"
    events = [json.loads(message.body)["data"] for message in await stored(jetstream, "EVENTS", PUBLISHED)]
    assert [event["version"] for event in events] == [1, 2]
    assert {name: events[1][name] for name in wanted} == wanted
    assert 'value="1200"' in page
    assert 'value="90"' in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"capacity": ""}, "Write a whole number"),
        ({"capacity": "0"}, "Write a whole number"),
        ({"capacity": "-5"}, "Write a whole number"),
        ({"capacity": "many"}, "Write a whole number"),
        ({"capacity": "1" * 40}, "Write a whole number"),
        ({"capacity": "٣"}, "Write a whole number"),
        ({"offer": ""}, "Write how long"),
        ({"offer": "61"}, "Write how long"),
        ({"unit": "7"}, "Write how long"),
        ({"unit": ""}, "Write how long"),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(site, wrong, words):
    async with organiser(site):
        answer = await send(site, f"{HERE}/places", **{**AS_IT_WAS, **wrong})

    assert answer.status_code == 422
    assert words in answer.text
    if wrong.get("capacity"):
        assert f'value="{wrong["capacity"]}"' in answer.text
    assert (await site.get(f"/v1/conferences/{SLUG}")).json()["capacity"] == 400


async def test_a_place_that_is_given_up_goes_to_the_next(site, jetstream, database):
    await publish(site, capacity=1)
    await sign_up(site, jetstream, "Ana", "Ben")
    ana = await database["participants"].find_one({"name": "Ana"})
    own = f"{HERE}/participants/{ana['_id']}"
    async with organiser(site):
        assert (await send(site, own, deed="dance")).status_code == 422
        assert await states(database) == ["confirmed", "waitlisted"]

        answer = await send(site, own, deed="cancel")
        assert (answer.status_code, answer.headers["location"]) == (303, f"{own}?done=1")
        page = (await site.get(answer.headers["location"])).text

    assert await states(database) == ["cancelled", "offered"]
    assert "Done." in page
    assert "participant.cancelled.v1" in page


async def test_an_erased_participant_cannot_be_cancelled(site, jetstream, database):
    await sign_up(site, jetstream, "Ana")
    ana = await database["participants"].find_one({})
    own = f"{HERE}/participants/{ana['_id']}"
    async with organiser(site):
        form = {"deed": "cancel"}
        page = await site.get(own)
        await database["participants"].update_one({"_id": ana["_id"]}, {"$set": {"state": "erased", "signup": None}})
        token = page.text.partition('name="form_token" value="')[2][:64]
        answer = await site.post(own, data={**form, "form_token": token})

    assert answer.status_code == 409
    assert "Nothing was done" in answer.text
