"""Colleagues plan their days together, on real servers: joined with a code, planned, seen, left, forgotten."""

import json
import re
from typing import Any

import httpx
import pytest

from shared.contracts.vocabulary import Goal, Spectrum
from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import cancelled, erased, registered, say, say_many
from tests.integration.recommendations.site import INTEGRATOR, SECRET, agenda_of, finished, put, session
from tests.integration.streams import stored
from tests.integration.waiting import until

LINKS = Links([SECRET])
BOTH = (Goal(statement="pacing"), Goal(statement="robots"))
SESSIONS = [
    session("pacing", "10:00", 60, title="Pacing", room="Room A"),
    session("robots", "10:00", 60, title="Robots", room="Room B"),
    session("bees", "13:00", 60, title="Bees", room="Room A"),
]


class Colleague:
    """Somebody with the link to their agenda."""

    def __init__(self, site: httpx.AsyncClient, id: str) -> None:
        self.site, self.id, self.token = site, id, LINKS.sign(Purpose.AGENDA, id)
        self.page = f"/agenda/{self.token}/team"

    async def joins(self, name: str, code: str = "") -> httpx.Response:
        return await self.site.post(self.page, data={"name": name, "code": code})

    async def sees(self) -> str:
        return (await self.site.get(self.page)).text

    async def code(self) -> str:
        found = re.search(r'"team-code"><strong>([0-9A-Z-]{11})<', await self.sees())
        assert found
        return found[1]

    async def day(self) -> set[str]:
        return {item["guid"] for item in (await agenda_of(self.site, self.id))["items"]}


@pytest.fixture
async def people(site, jetstream) -> list[Colleague]:
    """Three who would all go to the same session at ten."""
    await put(site, *SESSIONS)
    events = [registered(goals=BOTH, spectrum=Spectrum(), available=()) for _ in range(2)]
    events.append(registered(goals=(Goal(statement="bees"),), spectrum=Spectrum(), available=()))
    await say_many(jetstream, events)
    await finished(jetstream)
    return [Colleague(site, event.subject) for event in events]


async def told(jetstream, kind: str) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in await stored(jetstream, "EVENTS", f"conf.*.recommendations.{kind}.>")]


async def test_two_cover_what_one_alone_could_not(site, jetstream, people):
    ana, ben, eva = people
    assert await ana.day() == await ben.day()
    assert "Leave it empty to begin a team of your own." in await ana.sees()

    assert (await ana.joins("Ana <3")).status_code == 303
    joined = await ben.joins("Ben", (await ana.code()).lower())

    assert (joined.status_code, joined.headers["Location"]) == (303, f"{ben.page}?done=joined")
    assert {frozenset(await ana.day()), frozenset(await ben.day())} == {frozenset({"pacing"}), frozenset({"robots"})}
    page = await ben.sees()
    assert "Ana &lt;3" in page
    [_, listed] = page.split("The same as a list")
    assert listed.index("Pacing") < listed.index("Robots")
    [first, second] = await told(jetstream, "team.joined")
    assert (second["data"], first["subject"]) == ({"participant": ben.id, "members": 2}, second["subject"])
    assert len(await told(jetstream, "team.planned")) >= 1
    [changed] = await told(jetstream, "agenda.changed")
    assert changed["causationid"] == (await told(jetstream, "team.planned"))[-1]["id"]
    everything = json.dumps([await told(jetstream, "*.*")])
    assert "Ana" not in everything
    assert await ana.code() not in everything

    team = f"/v1/teams/{first['subject']}"
    for_members = (await site.get(team, headers={"Authorization": f"Bearer {ana.token}"})).json()
    for_others = (await site.get(team, headers=INTEGRATOR)).json()
    assert [one["name"] for one in for_members["members"]] == ["Ana <3", "Ben"]
    assert [one["name"] for one in for_others["members"]] == [None, None]
    assert {place["guid"]: len(place["participants"]) for place in for_others["places"]} == {"pacing": 1, "robots": 1}
    for headers, status in (({}, 401), ({"Authorization": f"Bearer {eva.token}"}, 404)):
        assert (await site.get(team, headers=headers)).status_code == status


async def test_shared_goals_count_for_all_and_go_with_who_leaves(site, jetstream, people):
    ana, _, eva = people
    await ana.joins("Ana")
    await eva.joins("Eva", await ana.code())
    assert "bees" not in await ana.day()

    await site.post(f"{eva.page}/goals", data={"goal": ["0", "7", "x"]})

    assert "bees" in await ana.day()
    assert "For your goal “bees”" in (await agenda_of(site, ana.id))["items"][-1]["why"]
    assert (await site.get(f"/agenda/{ana.token}")).status_code == 200

    await site.post(f"{eva.page}/leave")

    assert "bees" not in await ana.day()
    assert "You are in no team any more." not in await ana.sees()
    assert [one["data"]["participant"] for one in await told(jetstream, "team.left")] == [eva.id]


async def test_what_cannot_be_done_is_said_beside_the_field(people):
    ana, ben, _ = people
    await ana.joins("Ana")
    wrong = [
        (await ben.joins("Ben", "AAAAA-AAAAA"), "No team has this code."),
        (await ben.joins(""), "at most 60 characters"),
        (await ben.joins("two\nlines"), "at most 60 characters"),
        (await ana.joins("Ana"), ""),
    ]
    assert [answer.status_code for answer, _ in wrong] == [422] * 4
    assert all(words in answer.text for answer, words in wrong)
    assert (await ben.site.get("/agenda/nobody/team")).status_code == 404


async def test_who_cancels_or_is_erased_is_in_no_team(jetstream, people, database):
    ana, ben, eva = people
    await ana.joins("Ana Unforgettable")
    code = await ana.code()
    await ben.joins("Ben", code)
    await eva.joins("Eva", code)

    await say(jetstream, erased(ana.id))
    await say(jetstream, cancelled(eva.id))
    await finished(jetstream)

    async def is_alone() -> bool:
        return "1 of you" in await ben.sees()

    await until(is_alone, what="those who cancelled have left")
    kept = [await database[name].find().to_list(None) for name in ("teams", "companies")]
    assert "Unforgettable" not in str(kept)
    assert (await ana.site.get(ana.page)).status_code == 303  # to the page that says they were erased
    assert (await ana.joins("Ana", code)).status_code == 303
    assert "1 of you" in await ben.sees()

    async def is_told() -> bool:
        return {one["data"]["participant"] for one in await told(jetstream, "team.left")} == {ana.id, eva.id}

    await until(is_told, what="that they have left is told")
