"""A programme as a file: looked at beforehand, imported whole or not at all, and told of with what changed."""

import json

import httpx

from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER
from tests.integration.streams import stored

SESSION = {"title": "A", "start": "2026-10-28T09:00", "minutes": 30, "room": "Hall"}
URL = f"/v1/conferences/{SLUG}/programme"
KEYNOTE = {
    "guid": "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0001",
    "id": 1,
    "code": "KEYNTE",
    "date": "2026-10-28T09:00:00-04:00",
    "start": "09:00",
    "duration": "00:45",
    "room": "Main Hall",
    "title": "Keynote",
    "language": "en-US",
    "abstract": "Where we are.",
    "persons": [{"name": "Ana", "biography": "Teaches."}],
    "links": [],
}
LUNCH = {"guid": "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0002", "start": "12:00", "duration": "1:00", "title": "Lunch"}


def schedule(*events, version="1") -> bytes:
    day = {"index": 1, "date": "2026-10-28", "rooms": {"Main Hall": list(events), "Library": []}}
    conference = {"title": "The day", "time_zone_name": "America/Detroit", "days": [day]}
    return json.dumps({"schedule": {"version": version, "conference": conference}}, indent=2).encode()


async def put(site: httpx.AsyncClient, content: bytes, **parameters) -> httpx.Response:
    return await site.put(URL, content=content, headers=ORGANISER, params=parameters)


async def told(jetstream):
    messages = await stored(jetstream, "EVENTS", "conf.*.recommendations.session.>")
    return [json.loads(message.body) for message in messages]


async def test_a_schedule_goes_in_and_the_same_again_says_nothing(site, jetstream):
    first = await put(site, schedule(KEYNOTE, LUNCH))
    again = await put(site, schedule(KEYNOTE, LUNCH))

    counts = {
        "conference": SLUG,
        "version": 1,
        "published": 2,
        "changed": 0,
        "cancelled": 0,
        "unchanged": 0,
        "walks": 0,
    }
    assert (first.status_code, first.json()) == (200, counts | {"notes": []})
    assert again.json() == counts | {"published": 0, "unchanged": 2, "notes": []}
    keynote, lunch = await told(jetstream)
    assert keynote["data"]["start"] == "2026-10-28T09:00:00-04:00"
    assert (keynote["data"]["speakers"], keynote["data"]["language"]) == (["Ana"], "en")
    assert "Teaches" not in json.dumps(keynote), "what sessions have no field for is no part of events"
    assert (lunch["data"]["start"], lunch["data"]["room"]) == ("2026-10-28T12:00:00-04:00", "Main Hall")


async def test_changes_are_told_with_what_was_before(site, jetstream):
    await put(site, schedule(KEYNOTE, LUNCH))
    moved = {**KEYNOTE, "room": "Library", "date": "2026-10-28T09:30:00-04:00", "duration": "00:30", "logo": "/a.png"}
    opened = {**LUNCH, "guid": "0d4bfeb4-3d2c-5a6a-9d5e-6d1f8a7b0003", "title": "Supper"}

    before = (await put(site, schedule(moved, opened), dry_run="true")).json()
    nothing_yet = await told(jetstream)
    answer = (await put(site, schedule(moved, opened))).json()

    changes = [
        {"field": "start", "old": "2026-10-28T09:00:00-04:00", "new": "2026-10-28T09:30:00-04:00"},
        {"field": "minutes", "old": 45, "new": 30},
        {"field": "room", "old": "Main Hall", "new": "Library"},
        {"field": "logo"},
    ]
    assert len(nothing_yet) == 2
    assert before["dry_run"] is True
    assert [one["title"] for one in before["sessions"]["published"]] == ["Supper"]
    assert [one["title"] for one in before["sessions"]["cancelled"]] == ["Lunch"]
    (changed,) = before["sessions"]["changed"]
    assert changed == {
        "guid": KEYNOTE["guid"],
        "title": "Keynote",
        "start": "2026-10-28T09:30:00-04:00",
        "minutes": 30,
        "room": "Library",
        "changes": changes,
    }
    counts = ("version", "published", "changed", "cancelled", "unchanged")
    assert [before[name] for name in counts] == [1, 1, 1, 1, 0]
    assert [answer[name] for name in counts] == [2, 1, 1, 1, 0]
    events = {event["type"]: event["data"] for event in (await told(jetstream))[2:]}
    assert events["session.changed.v1"]["changes"] == changes
    assert events["session.changed.v1"]["version"] == 2
    assert events["session.cancelled.v1"]["title"] == "Lunch"


async def test_our_own_json_can_be_looked_at_beforehand_too(site, jetstream):
    body = {"conference": SLUG, "sessions": [{**SESSION, "guid": "a"}, {**SESSION, "guid": "b"}]}

    answer = await site.put("/v1/programme?dry_run=true", json=body, headers=ORGANISER)

    assert (answer.status_code, answer.json()["version"], answer.json()["published"]) == (200, 0, 2)
    assert [one["guid"] for one in answer.json()["sessions"]["published"]] == ["a", "b"]
    assert await told(jetstream) == []


async def test_what_a_session_builds_on_elsewhere_is_noted(site):
    ours = {"conference": SLUG, "sessions": [{**SESSION, "guid": "b", "prerequisites": ["last-year"]}]}
    detail = "last-year is no session of this programme; of an earlier one?"

    as_file = (await put(site, json.dumps(ours).encode())).json()
    as_json = (await site.put("/v1/programme", json=ours, headers=ORGANISER)).json()

    assert as_file["notes"] == [{"field": "sessions[0].prerequisites", "detail": detail, "line": 1}]
    assert as_json["notes"] == [{"field": "sessions[0].prerequisites", "detail": detail}]


async def test_a_circle_is_refused(site, jetstream):
    sessions = [{**SESSION, "guid": "a", "prerequisites": ["b"]}, {**SESSION, "guid": "b", "prerequisites": ["a"]}]

    answer = await put(site, json.dumps({"conference": SLUG, "sessions": sessions}).encode())

    assert answer.status_code == 422
    detail = "go round in a circle: a → b → a"
    assert answer.json()["errors"] == [{"field": "sessions[0].prerequisites", "detail": detail, "line": 1}]
    assert await told(jetstream) == []


async def test_what_a_schedule_has_no_words_for_stays_as_it_is(site, jetstream):
    await put(site, schedule(KEYNOTE))
    ours = {
        "conference": SLUG,
        "sessions": [
            {
                "guid": KEYNOTE["guid"],
                "title": "Keynote",
                "abstract": "Where we are.",
                "start": "2026-10-28T09:00",
                "minutes": 45,
                "room": "Main Hall",
                "speakers": ["Ana"],
                "area": "curriculum",
                "capacity": 90,
                "ingredients": {"technology": 2},
            }
        ],
    }
    await put(site, json.dumps(ours).encode())

    answer = await put(site, schedule(KEYNOTE))

    assert answer.json()["unchanged"] == 1
    changes = (await told(jetstream))[-1]["data"]["changes"]
    assert changes == [
        {"field": "area", "new": "curriculum"},
        {"field": "ingredients", "old": {}, "new": {"technology": 2}},
        {"field": "capacity", "new": 90},
    ]


async def test_what_is_wrong_is_told_with_its_line_and_nothing_is_imported(site, jetstream, database):
    wrong = schedule(KEYNOTE, {**LUNCH, "start": "noon"}, {**LUNCH, "duration": "long"})

    for parameters in ({}, {"dry_run": "true"}):
        answer = await put(site, wrong, **parameters)

        assert answer.status_code == 422
        assert answer.headers["Content-Type"] == "application/problem+json"
        lines = wrong.decode().splitlines()
        errors = answer.json()["errors"]
        assert [lines[error["line"] - 1].strip() for error in errors] == ['"start": "noon",', '"duration": "long",']
        assert errors[0]["detail"] == "is no time of day such as 09:30"
    assert await told(jetstream) == []
    assert await database["sessions"].count_documents({}) == 0


async def test_a_schedule_of_other_days_says_which(site):
    answer = await put(site, schedule({**KEYNOTE, "date": "2026-12-27T09:00:00+01:00"}))

    assert answer.status_code == 422
    problem = answer.json()
    assert problem["detail"] == (
        "Nothing was imported: there are sessions on other days than the conference, which is from 2026-10-28 "
        "to 2026-10-28 (America/Detroit)."
    )
    assert problem["file"]["ends_on"] == "2026-12-26", "three in the morning in Detroit"
    assert problem["conference"] == {"starts_on": "2026-10-28", "ends_on": "2026-10-28", "zone": "America/Detroit"}
    (error,) = problem["errors"]
    assert error["detail"] == "2026-12-27 is not a day of the conference"


async def test_only_an_organiser_hands_in_files_and_only_of_a_conference_that_is_known(site):
    assert (await site.put(URL, content=schedule())).status_code == 401
    assert (await site.put(URL, content=schedule(), headers=INTEGRATOR)).status_code == 401
    unknown = await site.put("/v1/conferences/another/programme", content=schedule(), headers=ORGANISER)
    assert unknown.status_code == 422
    assert unknown.json()["errors"][0]["detail"] == "is not known here; publish the conference first"
    assert unknown.json()["file"]["title"] == "The day"


async def test_a_dry_run_of_a_conference_that_is_still_to_be_made(site):
    url, sheet = "/v1/conferences/another/programme", b"title,date,time,minutes\nA,2026-11-02,9:00,30\n"
    looked = {"dry_run": "true", "with_its_days": "true"}

    unsure = await site.put(url, content=sheet, headers=ORGANISER, params=looked)
    answer = await site.put(url, content=sheet, headers=ORGANISER, params={**looked, "zone": "America/Detroit"})
    nowhere = await site.put(url, content=sheet, headers=ORGANISER, params={**looked, "zone": "Detroit"})

    assert (unsure.status_code, [error["field"] for error in unsure.json()["errors"]]) == (422, ["zone"])
    assert answer.status_code == 200
    assert answer.json()["sessions"]["published"][0]["start"] == "2026-11-02T09:00:00-05:00"
    assert answer.json()["file"] == {"starts_on": "2026-11-02", "ends_on": "2026-11-02"}
    assert (nowhere.status_code, nowhere.json()["errors"][0]["field"]) == (422, "zone")
    wrong = b'[conference]\nslug = "another"\ncapacity = 0\n'
    errors = (await site.put(url, content=wrong, headers=ORGANISER, params={"dry_run": "true"})).json()["errors"]
    assert "conference" not in [error["field"] for error in errors], "it would be known if it were right"
    assert {"field": "conference.capacity", "detail": "is less than 1: write 1 or more", "line": 3} in errors
