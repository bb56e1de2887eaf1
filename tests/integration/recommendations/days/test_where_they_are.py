"""Where somebody is on the day, and when they are where they go."""

from tests.integration.recommendations.days.going import ON_THE_WAY, TEN_PAST, guids, move, times, token
from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import ORGANISER


async def test_who_checked_in_elsewhere_is_there(site, somebody):
    scan = {"participant": somebody, "session": "grading", "at": "2026-10-28T10:05:00-04:00"}
    checked = await site.post(f"/v1/conferences/{SLUG}/check-ins", json=scan, headers=ORGANISER)
    assert checked.status_code == 201, checked.text

    answer = (await move(site, somebody)).json()
    assert answer["place"] == {"room": "Room C", "session": "grading", "known": "checked_in", "arrive": None}
    page = await site.get(f"/agenda/{token(somebody)}/now", params={"at": TEN_PAST})
    assert "Your check-in has you in Room C." in page.text
    joined = (await move(site, somebody, join="stations")).json()
    assert joined["place"] == ON_THE_WAY
    # They were not in the lecture that their day had them in.
    assert await guids(site, somebody) == ["stations", "later"]


async def test_where_nobody_knows_where_they_are_no_walk_is_made_up(site, somebody):
    five_to = "2026-10-28T09:55:00-04:00"
    answer = (await move(site, somebody, at=five_to)).json()
    assert answer["place"]["room"] is None
    assert [one["walking_minutes"] for one in answer["options"]] == [None, None, None]

    page = (await site.get(f"/agenda/{token(somebody)}/now", params={"at": five_to})).text
    assert "We do not know where you are" in page
    assert '<option value="">Choose a room</option>' in page
    assert "Right here" not in page
    assert "There at 10 am at the latest" in page


async def test_whoever_comes_from_a_room_is_there_after_the_walk(site, somebody):
    await move(site, somebody, join="stations", **{"from": "Room C"})
    # By their own word they were not in the lecture.
    assert await times(site, somebody) == [("stations", "10:15", 55), ("later", "13:00", 60)]
    # Where nobody knows where they are, it is the longest walk.
    await move(site, somebody, skip="stations", at="2026-10-28T10:16:00-04:00")
    await move(site, somebody, join="grading", at="2026-10-28T10:20:00-04:00")
    assert await times(site, somebody) == [("grading", "10:25", 35), ("later", "13:00", 60)]


async def test_who_joins_what_begins_soon_stays_until_they_have_to_walk(site, somebody):
    await move(site, somebody, join="stations", at="2026-10-28T10:01:00-04:00")
    assert await times(site, somebody) == [("lecture", "10:00", 5), ("stations", "10:10", 60), ("later", "13:00", 60)]
