"""The programme as other programs read it: public, whole, and not fetched again by whoever has it."""

import json

from icalendar import Calendar

from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import ORGANISER, PACING, WELCOME, put

IN = f"/v1/conferences/{SLUG}/programme"
OUT = f"/v1/conferences/{SLUG}/schedule"
TYPES = {
    f"{OUT}.json": "application/json",
    f"{OUT}.xml": "application/xml; charset=utf-8",
    f"{OUT}.ics": "text/calendar; charset=utf-8",
    f"{OUT}.csv": "text/csv; charset=utf-8",
    IN: "application/json",
}


async def test_everybody_may_fetch_it_and_it_goes_in_again(site):
    assert (await site.get(f"{OUT}.json")).status_code == 404, "there is none yet"
    await put(site, {**WELCOME, "speakers": ["Ana"], "title": "=Welcome"}, PACING)

    for path, media_type in TYPES.items():
        answer = await site.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, media_type)
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        if not path.endswith(".ics"):
            again = await site.put(
                f"/v1/conferences/{SLUG}/programme",
                content=answer.content,
                headers=ORGANISER,
                params={"dry_run": "true"},
            )
            assert again.status_code == 200, again.text
            assert [again.json()[count] for count in ("published", "changed", "cancelled", "unchanged")] == [0, 0, 0, 2]

    (day,) = (await site.get(f"{OUT}.json")).json()["schedule"]["conference"]["days"]
    assert list(day["rooms"]) == ["Main Hall", "Room A"]
    assert day["rooms"]["Main Hall"][0]["date"] == "2026-10-28T08:30:00-04:00"
    assert "'=Welcome" in (await site.get(f"{OUT}.csv")).text
    assert (await site.get(f"{OUT}.doc")).status_code == 422
    assert (await site.get("/v1/conferences/another/schedule.json")).status_code == 404


async def test_whoever_has_it_need_not_fetch_it_again(site):
    await put(site, WELCOME, PACING)
    first = await site.get(f"{OUT}.xml")
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]

    for headers in ({"If-None-Match": tag}, {"If-None-Match": f'"x", W/{tag}'}, {"If-Modified-Since": modified}):
        again = await site.get(f"{OUT}.xml", headers=headers)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert (await site.get(f"{OUT}.xml", headers={"If-None-Match": '"another"'})).status_code == 200

    await put(site, {**WELCOME, "room": "Tent"}, PACING)

    changed = await site.get(f"{OUT}.xml", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag
    assert b"Tent" in changed.content


async def test_a_calendar_keeps_what_was_cancelled(site):
    await put(site, WELCOME, PACING)
    await put(site, {**WELCOME, "room": "Tent"})

    events = {
        str(one["SUMMARY"]): one for one in Calendar.from_ical((await site.get(f"{OUT}.ics")).text).walk("VEVENT")
    }

    assert {name: (str(one["STATUS"]), one["SEQUENCE"]) for name, one in events.items()} == {
        "Welcome": ("CONFIRMED", 1),
        "Let students move at their own pace": ("CANCELLED", 1),
    }


async def test_what_sessions_have_no_field_for_is_in_it_again(site):
    event = {
        "guid": "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0001",
        "date": "2026-10-28T09:00:00-04:00",
        "duration": "00:45",
        "room": "Main Hall",
        "title": "Keynote",
        "logo": "/keynote.png",
        "persons": [{"public_name": "Ana", "id": 7, "biography": "Teaches."}],
        "answers": [1],
    }
    days = [{"index": 1, "date": "2026-10-28", "rooms": {"Main Hall": [event], "Attic": []}}]
    schedule = {
        "schedule": {"version": "1.5", "conference": {"title": "A day", "colors": {"primary": "#fff"}, "days": days}}
    }
    url = f"/v1/conferences/{SLUG}/programme"
    assert (await site.put(url, content=json.dumps(schedule).encode(), headers=ORGANISER)).status_code == 200

    answer = (await site.get(f"{OUT}.json")).json()["schedule"]

    assert answer["version"] == "1.5"
    assert answer["conference"]["colors"] == {"primary": "#fff"}
    rooms = answer["conference"]["days"][0]["rooms"]
    assert (list(rooms), rooms["Main Hall"][0]["logo"]) == (["Main Hall", "Attic"], "/keynote.png")
    assert rooms["Main Hall"][0]["persons"] == [{"name": "Ana", "id": 7, "biography": "Teaches."}]
    assert answer["desirepath"]["sessions"][event["guid"]] == {"answers": [1]}
