"""Somebody takes what is held of them with them: all that an erasure would delete, and nothing of anybody else."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from bson import encode

from services.recommendations.own_data.store import HELD
from shared.contracts.vocabulary import Goal, Spectrum
from shared.links import Purpose
from tests.integration.recommendations.attendance.conftest import LINKS, Day, at, bearer
from tests.integration.recommendations.registration_says import SLUG, cancelled, erased, say
from tests.integration.recommendations.site import CHOICE, GRADING, PACE_AGAIN, PACING, SESSIONS, WELCOME, finished, put

pytestmark = pytest.mark.asyncio(loop_scope="module")

PACE = "let my students move at their own pace"
HOLDS = {
    *("profiles", "preferences", "agendas", "seats", "waits", "attendances", "teams", "companies", "feeds", "rebuilds"),
}
ON_THE_WAY = "agenda_news"
"""Holds events until they are on the bus."""


def export(participant: str, purpose: Purpose = Purpose.EXPORT) -> str:
    return f"/export/{LINKS.sign(purpose, participant)}/agenda.json"


def page(participant: str) -> str:
    return f"/agenda/{LINKS.sign(Purpose.AGENDA, participant)}"


async def with_everything(day: Day) -> tuple[str, str]:
    """Ana, of whom there is something in every collection, and Bea, with whom she is in a team."""
    scarce = [WELCOME, PACING | {"capacity": 5}, GRADING, CHOICE | {"capacity": 1}, PACE_AGAIN]
    assert (await put(day.site, *scarce)).status_code == 200
    mondays = Goal(statement="a menu for Mondays")
    bea = await day.somebody(goals=(mondays,), spectrum=Spectrum(), available=())
    ana = await day.somebody(goals=(Goal(statement=PACE), mondays), available=(), spectrum=Spectrum(technology=2))
    await join_a_team(day, ana, bea)
    own, body = bearer(Purpose.AGENDA, ana), {"pins": {"grading": "not"}, "most_minutes": 300}
    answer = await day.site.patch(f"/v1/agendas/{ana}/preferences", json=body, headers=own)
    assert answer.status_code == 200, answer.text
    await finished(day.jetstream)
    calendar = (await day.site.post(f"/v1/agendas/{ana}/calendar", headers=own)).json()
    assert (await day.site.get(calendar["url"])).status_code == 200
    day.clock.now = at("18:00")
    await day.passed(ana, "pacing", "10:00", "10:50")
    said = {"individual_pacing": "2", "note": "Try stations", "version": "0"}
    assert (await day.site.post(f"{page(ana)}/reflection", data=said)).status_code == 303
    later = datetime(2100, 1, 1, tzinfo=UTC)  # nobody works it off
    queued = {"_id": ana, "conference": SLUG, "programme": 99, "taken_until": later}
    await day.database["rebuilds"].insert_one(queued)
    return ana, bea


async def join_a_team(day: Day, ana: str, bea: str) -> None:
    await day.site.post(f"{page(bea)}/team", data={"name": "Beatriz", "code": ""})
    code = re.search(r'"team-code"><strong>([0-9A-Z-]{11})<', (await day.site.get(f"{page(bea)}/team")).text)
    assert code
    assert (await day.site.post(f"{page(ana)}/team", data={"name": "Ana", "code": code[1]})).status_code == 303
    for one in (ana, bea):
        await day.site.post(f"{page(one)}/team/goals", data={"goal": ["0"]})
    await finished(day.jetstream)


async def holding(day: Day, text: str) -> dict[str, list[dict[str, Any]]]:
    """By collection, the documents in which it is found."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in await day.database.list_collection_names():
        async for document in day.database[name].find({}, {"pending": False, "told": False}):
            if text.encode() in encode(document):
                found.setdefault(name, []).append(document)
    found.pop(ON_THE_WAY, None)
    return found


async def test_the_file_holds_all_there_is_of_them_and_nothing_else(day: Day):
    ana, bea = await with_everything(day)
    # Whoever adds a collection that holds people adds it here, and to what is handed out.
    assert set(await holding(day, ana)) == HOLDS == set(HELD)

    answer = await day.site.get(export(ana))

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"] == f'attachment; filename="{SLUG}-agenda.json"'
    assert answer.headers["cache-control"] == "private, no-store"
    told = answer.json()
    assert (told["participant"], told["conference"]) == (ana, SLUG)
    assert [goal["statement"] for goal in told["wishes"]["said"]["goals"]] == [PACE, "a menu for Mondays"]
    assert told["wishes"]["takes_part"] is True
    assert told["reflection"] == {
        "version": 1,
        "moves": {"individual_pacing": {"before": None, "after": 2}},
        "note": "Try stations",
    }
    assert told["preferences"]["pins"] == {"grading": "not"}
    assert told["decisions"] == []
    assert told["seats"] == ["pacing"]
    assert [one["guid"] for one in told["waits"]] == ["choice"]
    assert [(one["guid"], one["way"], one["by"]) for one in told["attendance"]] == [
        ("pacing", "in", "door"),
        ("pacing", "out", "door"),
    ]
    assert told["credit"]["hours"] == "0.75"
    assert told["team"] == {"your_name": "Ana", "your_goals": [PACE], "members": 2}
    assert "pacing" in [one["guid"] for one in told["calendar"]["shown"]]
    assert told["to_be_compared_with_programme"] == 99
    assert told["sessions"]["choice"]["title"] == "A menu for Mondays"
    [pacing] = [item for item in told["agenda"]["items"] if item["guid"] == "pacing"]
    assert (pacing["for_goal"], pacing["also_for_goals"]) == (PACE, [])
    assert PACE in pacing["why"]
    made = told["agenda"]["made"][-1]
    assert [goal["statement"] for goal in made["made_from"]["wishes"]["goals"]] == [PACE, "a menu for Mondays"]
    assert made["made_from"]["preferences"]["most_minutes"] == 300

    team, feed = await day.database["teams"].find_one({}), await day.database["feeds"].find_one({"_id": ana})
    for secret in (bea, "Beatriz", team["code"], feed["key"], *feed["hashes"], "hash", "token"):
        assert secret not in answer.text


async def test_what_only_a_colleague_wants_stays_with_them(day: Day):
    await put(day.site, *SESSIONS)
    bea = await day.somebody(goals=(Goal(statement="menus for my Mondays"),), spectrum=Spectrum(), available=())
    ana = await day.somebody(goals=(Goal(statement=PACE),), spectrum=Spectrum(), available=())
    await join_a_team(day, ana, bea)
    [whole] = (await holding(day, ana))["agendas"]
    assert "my Mondays" in str(whole)

    answer = await day.site.get(export(ana))

    assert "my Mondays" not in answer.text
    items = answer.json()["agenda"]["items"]
    assert [(one["for_goal"], one["why"]) for one in items if one["for_goal_of_team"]] == [(None, None)]
    assert [one["for_goal"] for one in items if not one["for_goal_of_team"]] != []


async def test_a_session_is_handed_out_with_every_goal_it_is_there_for(day: Day):
    await put(day.site, *SESSIONS)
    goals = (Goal(statement=PACE), Goal(statement="pacing"))
    ana = await day.somebody(goals=goals, spectrum=Spectrum(), available=())
    items = (await day.site.get(export(ana))).json()["agenda"]["items"]
    [pacing] = [item for item in items if item["guid"] == "pacing"]
    assert sorted([pacing["for_goal"], *pacing["also_for_goals"]]) == sorted([PACE, "pacing"])


async def test_who_cancelled_or_is_not_known_gets_what_there_is(day: Day):
    ana = await day.somebody()
    await say(day.jetstream, cancelled(ana))
    await finished(day.jetstream)

    told = (await day.site.get(export(ana))).json()
    assert (told["wishes"]["takes_part"], told["wishes"]["said"]) == (False, None)
    assert "pacing" in told["agenda"]["sessions"]

    nobody = await day.site.get(export("00000000-0000-4000-8000-000000000000"))
    assert nobody.headers["content-disposition"] == 'attachment; filename="no-conference-agenda.json"'
    assert (nobody.json()["wishes"], nobody.json()["agenda"], nobody.json()["seats"]) == (None, None, [])


async def test_once_erased_there_is_a_page_and_nothing_else(day: Day):
    ana, _ = await with_everything(day)
    await say(day.jetstream, erased(ana))
    await finished(day.jetstream)

    answer = await day.site.get(export(ana))

    assert answer.status_code == 410
    assert "This agenda was deleted" in answer.text
    left = [document for documents in (await holding(day, ana)).values() for document in documents]
    assert [document for document in left if not document.get("erased")] == []


async def test_no_other_link_opens_it_and_that_for_an_hour(day: Day, monkeypatch: pytest.MonkeyPatch):
    ana = await day.somebody()
    for purpose in (Purpose.AGENDA, Purpose.MANAGE):
        answer = await day.site.get(export(ana, purpose))
        assert (answer.status_code, "This link does not open" in answer.text) == (404, True)
    assert (await day.site.get(f"/agenda/{LINKS.sign(Purpose.EXPORT, ana)}")).status_code == 404

    with monkeypatch.context() as earlier:
        earlier.setattr("itsdangerous.timed.time.time", lambda: datetime.now(UTC).timestamp() - 3610)
        gone = export(ana)
    answer = await day.site.get(gone)
    assert (answer.status_code, "This link has expired" in answer.text) == (410, True)
