"""Deciding on the day where to go: what can be joined, going there, and the rest of the day after it."""

import json
from typing import Any

from tests.integration.recommendations.days.going import MOVED, ON_THE_WAY, SESSIONS, TEN_PAST, guids, move, token
from tests.integration.recommendations.registration_says import SLUG, erased, say
from tests.integration.recommendations.site import ORGANISER, agenda_of, finished, put
from tests.integration.streams import count, stored


async def test_what_can_be_joined_from_here(site, jetstream, somebody):
    answer = (await move(site, somebody)).json()

    assert answer["place"] == {"room": "Hall", "session": "lecture", "known": "agenda", "arrive": None}
    assert answer["rest"] == ["lecture", "later"]
    found = [(one["guid"], one["minutes_left"], one["walking_minutes"], one["planned"]) for one in answer["options"]]
    assert found == [("stations", 55, 5, False), ("grading", 45, 5, False)]
    assert answer["options"][0]["arrive"] == "2026-10-28T10:15:00-04:00"
    assert "own pace" in answer["options"][0]["why"]
    elsewhere = (await move(site, somebody, **{"from": "Room C", "minutes": 20})).json()
    assert elsewhere["place"] == {"room": "Room C", "session": None, "known": "chosen", "arrive": None}
    assert {one["guid"]: one["minutes_left"] for one in elsewhere["options"]} == {
        "lecture": 15,
        "stations": 15,
        "grading": 20,
    }
    assert await stored(jetstream, "EVENTS", MOVED) == []


async def test_joining_something_plans_the_rest_of_the_day_from_there(site, jetstream, somebody):
    answer = await move(site, somebody, join="stations")

    assert answer.status_code == 200, answer.text
    assert (answer.json()["place"], answer.json()["rest"]) == (ON_THE_WAY, ["stations", "later"])
    assert {one["walking_minutes"] for one in answer.json()["options"]} == {None}
    again = (await move(site, somebody)).json()
    assert (again["place"], again["options"]) == (ON_THE_WAY, answer.json()["options"])
    page = (await site.get(f"/agenda/{token(somebody)}/now", params={"at": TEN_PAST})).text
    assert "You are on your way to Room B, there at 10:15 am." in page
    assert await guids(site, somebody) == ["lecture", "stations", "later"]
    (message,) = await stored(jetstream, "EVENTS", MOVED)
    event = json.loads(message.body)
    assert event["data"] == {
        "version": 1,
        "deed": "join",
        "at": TEN_PAST,
        "session": "stations",
        "from": "lecture",
        "arrive": "2026-10-28T10:15:00-04:00",
    }
    (message,) = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.agenda.changed.v1.>")
    assert json.loads(message.body)["causationid"] == event["id"]
    page = (await site.get(f"/agenda/{token(somebody)}")).text
    assert ">10:00</time>" in page
    assert ">10:10</time>" in page  # the lecture ends where they left it

    # Pressed twice, told twice: once.
    await move(site, somebody, join="stations")
    await finished(jetstream)
    assert len(await stored(jetstream, "EVENTS", MOVED)) == 1


async def test_who_joins_what_was_not_for_them_has_changed_their_mind(site, somebody):
    skipped = await move(site, somebody, skip="stations")
    assert skipped.status_code == 200
    await move(site, somebody, join="stations", at="2026-10-28T10:20:00-04:00")
    assert "stations" in await guids(site, somebody)
    preferences = await site.get(f"/v1/agendas/{somebody}/preferences", headers=ORGANISER)
    assert preferences.json()["pins"] == {}


async def test_a_pin_and_another_programme_leave_what_was_decided(site, jetstream, somebody, database):
    await move(site, somebody, join="stations")
    await site.patch(f"/v1/agendas/{somebody}/preferences", json={"pause": 20}, headers=ORGANISER)
    assert await guids(site, somebody) == ["lecture", "stations", "later"]
    await put(site, *SESSIONS[:3], {**SESSIONS[3], "room": "Room C"})
    await finished(jetstream)
    assert await guids(site, somebody) == ["lecture", "stations", "later"]
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_not_for_me_and_leaving_early(site, somebody):
    later = (await move(site, somebody, skip="later", at="2026-10-28T09:30:00-04:00")).json()
    assert later["place"] == {"room": None, "session": None, "known": None, "arrive": None}
    await move(site, somebody, skip="lecture")
    assert "lecture" not in await guids(site, somebody)

    await move(site, somebody, leave=True, at="2026-10-28T11:30:00-04:00")
    assert "later" not in await guids(site, somebody)
    back = await move(site, somebody, join="later", at="2026-10-28T12:55:00-04:00")
    assert back.json()["rest"] == ["later"]


async def test_who_leaves_before_anything_of_theirs_is_told_that_nothing_more_is_planned(site, somebody):
    await move(site, somebody, leave=True, at="2026-10-28T09:30:00-04:00")
    page = (await site.get(f"/agenda/{token(somebody)}")).text
    assert "You left for the day, and nothing more is planned for you." in page
    assert "A few to start from" not in page
    assert "There are no sessions in the programme" not in page


async def test_staying_after_all(site, somebody, jetstream):
    page, left = f"/agenda/{token(somebody)}", {"at": "2026-10-28T10:20:00-04:00"}
    await move(site, somebody, leave=True, **left)
    assert await guids(site, somebody) == ["lecture"]
    assert "I stay after all" in (await site.get(f"{page}/now", params=left)).text

    stays = {"stay": "true", "at": "2026-10-28T10:25:00-04:00"}
    answer = await site.post(f"{page}/moves", data=stays)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?saved=stay")
    items = (await agenda_of(site, somebody))["items"]
    assert [(item["guid"], item["minutes"]) for item in items] == [("lecture", 60), ("later", 60)]
    # Who did not leave has nothing to take back.
    await site.post(f"{page}/moves", data={**stays, "at": "2026-10-28T11:25:00-04:00"})
    assert len(await stored(jetstream, "EVENTS", MOVED)) == 2


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"from": "The moon"}, ["from"]),
    ({"join": "nowhere"}, ["join"]),
    ({"join": "lecture", "at": "2026-10-28T12:00:00-04:00"}, ["join"]),
    ({"join": "stations", "leave": True}, ["leave"]),
    ({"minutes": 2}, ["minutes"]),
    ({"at": "2026-12-01T10:00:00-05:00", "join": "stations"}, ["at"]),
    ({"at": "10:00"}, ["at"]),
]


async def test_what_cannot_be_is_named(site, somebody):
    for body, fields in WRONG:
        answer = await move(site, somebody, **body)
        assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
        assert [error["field"] for error in answer.json()["errors"]] == fields


async def test_the_page_in_the_corridor(site, somebody):
    page = f"/agenda/{token(somebody)}"
    html = (await site.get(f"{page}/now", params={"at": TEN_PAST})).text
    assert "Your agenda has you in Hall." in html
    assert "5 minutes to walk, there at 10:15 am" in html
    assert 'name="from"' not in html  # they said nothing of where they are
    chosen = (await site.get(f"{page}/now", params={"at": TEN_PAST, "place": "Room C"})).text
    assert "Your own choice has you in Room C." in chosen
    assert '<input type="hidden" name="from" value="Room C">' in chosen
    shorter = await site.post(f"{page}/moves", data={"minutes": "20", "at": TEN_PAST})
    assert (shorter.status_code, "You have 20 minutes." in shorter.text) == (200, True)

    joined = await site.post(f"{page}/moves", data={"join": "stations", "at": TEN_PAST, "from": "lecture"})
    assert (joined.status_code, joined.headers["Location"]) == (303, f"{page}?saved=join")
    assert await guids(site, somebody) == ["lecture", "stations", "later"]
    assert "The rest of your day is planned from here." in (await site.get(f"{page}?saved=join")).text
    assert (
        "This page helps on the days of the conference"
        in (await site.get(f"{page}/now", params={"at": "2026-12-01T10:00:00-05:00"})).text
    )
    for nonsense in ({"join": "nowhere", "at": TEN_PAST}, {"minutes": "-1"}, {"at": "soon"}):
        answer = await site.post(f"{page}/moves", data=nonsense)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}/now")


async def test_nothing_is_left_of_the_moves_of_the_erased(site, jetstream, somebody, database):
    await move(site, somebody, join="stations")
    (moved,) = await stored(jetstream, "EVENTS", MOVED)
    await say(jetstream, erased(somebody))
    await finished(jetstream)
    await jetstream.publish(moved.subject, moved.body, stream="EVENTS")
    await finished(jetstream)

    assert (await move(site, somebody, join="stations")).status_code in (401, 410, 404)
    assert "moves" not in await database["preferences"].find_one({"_id": somebody})
    assert (await database["agendas"].find_one({"_id": somebody}))["erased"] is True
