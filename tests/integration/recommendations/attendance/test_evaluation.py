"""Recommendations are measured by where people went, and of fewer than five nothing is told."""

import pytest

from shared.contracts.vocabulary import Area, Goal
from tests.integration.recommendations.attendance.conftest import Day, at
from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import INTEGRATOR, ORGANISER

pytestmark = pytest.mark.asyncio(loop_scope="module")
URL = f"/v1/conferences/{SLUG}/evaluation"


async def test_where_people_went(day: Day):
    pace = (Goal(statement="let my students move at their own pace", area=Area.INSTRUCTION),)
    people = [await day.somebody(goals=pace) for _ in range(7)]
    nowhere = await day.somebody(goals=pace)
    without = await day.somebody(goals=())
    day.clock.now = at("18:00")
    for one in [*people[:4], without]:
        await day.passed(one, "pacing", "10:00", "11:00")
    await day.passed(nowhere, "pacing", "10:00", "10:29")
    four = await day.site.get(URL, headers=ORGANISER)
    await day.passed(people[4], "pacing", "10:00", "11:00")
    found = (await day.site.get(URL, headers=ORGANISER)).json()
    # One more goes where nobody sent them, and another one where they were to go.
    await day.passed(people[5], "welcome", "08:30", "09:00")
    await day.passed(people[6], "pacing", "10:00", "11:00")
    later = (await day.site.get(URL, headers=ORGANISER)).json()
    day.clock.now = at("10:59")
    under_way = await day.site.get(URL, headers=ORGANISER)

    assert (four.status_code, "Fewer than five" in four.json()["detail"]) == (404, True)
    assert (found["people"], found["planned"]) == (5, 1)
    assert set(found["rankers"]) == {"in use", "bm25", "keyword"}
    assert found["rankers"]["in use"] == found["rankers"]["bm25"]
    assert found["rankers"]["bm25"] == {"ndcg@10": 1, "hit_rate@10": 1, "recall@10": 1}
    # Of the seven five are looked at: all of them went there, or four, of whom nothing is told.
    assert later["people"] == 5
    assert set(later["rankers"]["bm25"].values()) in ({1}, {None})
    assert (under_way.status_code, "Fewer than five" in under_way.json()["detail"]) == (404, True)
    for headers in ({}, INTEGRATOR):
        assert (await day.site.get(URL, headers=headers)).status_code == 401
    assert (await day.site.get(URL, params={"people": 4}, headers=ORGANISER)).status_code == 422
