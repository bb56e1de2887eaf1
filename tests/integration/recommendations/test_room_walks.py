"""An organiser says how far it is between rooms, and days are made so that people get there."""

import json

from tests.integration.recommendations.registration_says import SLUG, registered, say
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER, agenda_of, finished, session
from tests.integration.streams import stored
from tests.integration.waiting import until

PACING = {"area": "instruction", "abstract": "Students move at their own pace."}
SESSIONS = [
    session("first", "10:00", 60, title="A pace of their own", room="Hall", **PACING),
    session("near", "11:05", 15, title="Choice boards", room="Library", area="instruction"),
    session("far", "11:05", 60, title="Their own pace at length", room="Gym", **PACING),
]


async def publish(site, *walks):
    body = {"conference": SLUG, "sessions": SESSIONS, "walks": [dict(walk) for walk in walks]}
    return await site.put("/v1/programme", json=body, headers=ORGANISER)


async def guids(site, participant):
    return [item["guid"] for item in (await agenda_of(site, participant))["items"]]


async def test_days_are_made_so_that_people_get_there(site, jetstream):
    far = {"from": "Hall", "to": "Gym", "minutes": 12}
    await publish(site)
    ana = registered()
    await say(jetstream, ana)
    await finished(jetstream)
    assert await guids(site, ana.subject) == ["first", "far"]
    before = (await agenda_of(site, ana.subject))["recommendation"]

    body = {"conference": SLUG, "sessions": SESSIONS, "walks": [far]}
    beforehand = await site.put("/v1/programme?dry_run=true", json=body, headers=ORGANISER)
    answer = await publish(site, far)
    assert [one.json()["walks"] for one in (beforehand, answer)] == [1, 1]
    assert (answer.status_code, answer.json()["changed"]) == (200, 0)
    told = await stored(jetstream, "EVENTS", f"conf.{SLUG}.recommendations.programme.published.>")
    said = [json.loads(message.body)["data"] for message in told]
    assert said == [
        {"version": 1, "sessions": 3},
        {"version": 2, "sessions": 3, "walked_differently": ["Gym", "Hall"]},
    ]

    async def changed():
        return await guids(site, ana.subject) == ["first", "near"]

    await until(changed, what="her day no longer has what she cannot reach")
    now = (await agenda_of(site, ana.subject))["recommendation"]
    for made in (before, now):
        assert (await site.get(f"/v1/recommendations/{made}", headers=INTEGRATOR)).json()["identical"] is True
    moves = await site.post(
        f"/v1/agendas/{ana.subject}/moves",
        json={"from": "Hall", "at": "2026-10-28T10:55:00-04:00"},
        headers=ORGANISER,
    )
    walking = {one["guid"]: one["walking_minutes"] for one in moves.json()["options"]}
    assert walking == {"near": 5, "far": 12}

    # The same again is nothing new, and our own format hands it out as it came in.
    version = answer.json()["version"]
    again = (await publish(site, far)).json()
    assert (again["version"], again["walks"]) == (version, 0)
    own = (await site.get(f"/v1/conferences/{SLUG}/programme")).json()
    assert own["walks"] == [far]
    assert "walks" not in own["frame"]


async def test_a_walk_to_nowhere_is_refused(site):
    answer = await publish(site, {"from": "Hall", "to": "Grm", "minutes": 12})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "walks[0].to", "detail": "is no room of a session: Grm"}]
