from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.recommendations.day import day_of
from services.recommendations.day_parts import Day, Gap, Item, Pause, Share, Step
from services.recommendations.domain import session as domain
from services.recommendations.domain.plan import AgendaItem
from services.recommendations.domain.why import why
from services.recommendations.domain.wishes import Goal
from services.recommendations.ports import Kept
from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference, Wishes

from .builders import a_session

DETROIT = ZoneInfo("America/Detroit")
CONFERENCE = Conference(
    slug="paths",
    name="A day of paths",
    starts_on=date(2026, 10, 28),
    ends_on=date(2026, 10, 28),
    zone="America/Detroit",
    place="Millrace",
    capacity=100,
)


def at(clock: str, day: int = 28) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, 10, day, int(hour), int(minute), tzinfo=DETROIT)


def session(guid: str, start: datetime, minutes: int = 30, room: str = "Room A", **more: Any) -> Session:
    # Stored instants come back in UTC.
    return Session(
        version=1,
        guid=guid.replace(" ", "-"),
        title=guid,
        start=start.astimezone(UTC),
        minutes=minutes,
        room=room,
        **more,
    )


def item(guid: str, goal: int | None = None, why: str = "Because.", also: tuple[int, ...] = ()) -> AgendaItem:
    return AgendaItem(guid, 100, goal, why, also=also)


def wishes(*goals: str, available: list[tuple[str, str]] | None = None, **spectrum: int) -> Wishes:
    hours = [{"from": start, "to": end} for start, end in available or []]
    told = {"goals": [{"statement": goal} for goal in goals], "spectrum": spectrum, "available": hours}
    return Wishes.model_validate({"version": 1, **told})


def day(
    items: list[AgendaItem],
    sessions: list[Session],
    wanted: Wishes | None = None,
    unserved: tuple[int, ...] = (),
    now: datetime = datetime(2026, 9, 1, tzinfo=UTC),
) -> Day:
    kept = Kept("ana", "paths", 1, 1, 1, tuple(items), datetime(2026, 9, 1, tzinfo=UTC), unserved=unserved)
    return day_of(CONFERENCE, {each.guid: each for each in sessions}, kept, wanted or wishes("pace"), now)


def gaps(of: Day) -> list[Gap]:
    return [entry for each in of.days for entry in each.entries if isinstance(entry, Gap)]


def items(of: Day) -> list[Item]:
    return [entry for each in of.days for entry in each.entries if isinstance(entry, Item)]


def test_sessions_stand_in_order_on_the_clock_of_the_conference() -> None:
    shown = day(
        [item("late", 0), item("early", 1)],
        [session("late", at("10:00"), 90), session("early", at("8:45"), 45)],
        wishes("pace", "grading", "families"),
    )
    assert [(entry.session.guid, entry.start, entry.end) for entry in items(shown)] == [
        ("early", at("8:45"), at("9:30")),
        ("late", at("10:00"), at("11:30")),
    ]
    assert {entry.start.tzinfo for entry in items(shown)} == {DETROIT}
    assert (shown.days[0].date, shown.days[0].start, shown.days[0].end) == (
        date(2026, 10, 28),
        at("8:45"),
        at("11:30"),
    )
    assert (shown.sessions, shown.minutes) == (2, 135)
    assert shown.goals == (Share(1, "pace", 1, 90), Share(2, "grading", 1, 45), Share(3, "families", 0, 0))


@pytest.mark.parametrize(
    ("ends", "begins", "pause"),
    [
        ("9:30", "9:35", Pause.CHANGE),
        ("9:30", "9:45", Pause.CHANGE),
        ("9:30", "9:50", Pause.FREE),
        ("9:30", "11:20", Pause.FREE),
        ("11:30", "12:00", Pause.LUNCH),
        ("11:30", "11:55", Pause.FREE),
        ("13:40", "14:30", Pause.FREE),
    ],
)
def test_time_between_sessions(ends: str, begins: str, pause: Pause) -> None:
    shown = day(
        [item("one"), item("two")],
        [session("one", at(ends) - timedelta(minutes=30)), session("two", at(begins), room="Room B")],
    )
    (gap,) = gaps(shown)
    assert (gap.start, gap.end, gap.pause) == (at(ends), at(begins), pause)
    assert (gap.before.room, gap.after.room) == ("Room A", "Room B")


def test_no_gap_between_sessions_that_touch() -> None:
    touching = [session("one", at("9:00")), session("two", at("9:30"))]
    assert gaps(day([item("one"), item("two")], touching)) == []


def test_hours_they_are_away_are_not_free_time() -> None:
    sessions = [session("one", at("11:30")), session("two", at("13:05"))]
    hours = [("13:00", "16:00"), ("9:00", "12:00"), ("10:00", "11:00")]
    told = wishes("pace", available=[(f"{start:0>5}", end) for start, end in hours])
    (gap,) = gaps(day([item("one"), item("two")], sessions, told))
    assert (gap.minutes, gap.pause, gap.away) == (65, Pause.AWAY, (at("12:00"), at("13:00")))


def test_a_conference_of_two_days_has_a_timeline_for_each() -> None:
    shown = day([item("one"), item("two")], [session("one", at("20:00")), session("two", at("8:00", 29))])
    assert [each.date for each in shown.days] == [date(2026, 10, 28), date(2026, 10, 29)]
    assert gaps(shown) == []


def test_a_session_keeps_its_length_when_clocks_change() -> None:
    night = datetime(2026, 11, 1, 0, 30, tzinfo=DETROIT)
    (shown,) = items(day([item("owls")], [session("owls", night, 90)]))
    assert shown.end.isoformat() == "2026-11-01T01:00:00-05:00"
    assert shown.minutes == 90


def test_what_was_cancelled_since_is_counted_and_gone() -> None:
    shown = day([item("one", 0), item("gone", 0)], [session("one", at("9:00"))])
    assert (shown.cancelled, shown.sessions, shown.goals[0].sessions) == (1, 1, 1)


def test_sessions_that_moved_onto_each_other_say_so() -> None:
    shown = day(
        [item("long"), item("short"), item("next")],
        [
            session("long", at("9:00"), 90),
            session("short", at("9:15"), 15),
            session("next", at("10:20")),
        ],
    )
    assert [(entry.session.guid, entry.overlap) for entry in items(shown)] == [
        ("long", 0),
        ("short", 75),
        ("next", 10),
    ]
    assert gaps(shown) == []


def test_the_step_that_fits_best_comes_first() -> None:
    leads = {"student_choice": 2, "individual_pacing": 4, "flexible_structures": 3, "technology": 3}
    told = wishes("pace", student_choice=3, individual_pacing=2, technology=2)
    shown = day([item("one")], [session("one", at("9:00"), ingredients=leads)], told)
    assert items(shown)[0].steps == (
        Step("technology", 2, 3),
        Step("individual_pacing", 2, 4),
        Step("flexible_structures", None, 3),
        Step("student_choice", 3, 2),
    )
    assert shown.stands == {"student_choice": 3, "individual_pacing": 2, "technology": 2}
    assert shown.leads == {"individual_pacing": 4, "flexible_structures": 3, "technology": 3}


def test_the_day_leads_to_the_nearest_step_of_its_sessions() -> None:
    sessions = [
        session("far", at("9:00"), ingredients={"technology": 4}),
        session("near", at("10:00"), ingredients={"technology": 2}),
    ]
    assert day([item("far"), item("near")], sessions, wishes("pace", technology=1)).leads == {"technology": 2}


def test_the_reason_names_the_goal_by_its_number_alone() -> None:
    goal = "let my students move at their own pace, " * 4
    written = why(half_an_hour(), Goal(goal), ["pace"], None, has_goals=True)
    (shown,) = items(day([item("one", 0, written)], [session("one", at("9:00"))], wishes(goal)))
    assert (shown.why, shown.goal, shown.reason) == (written, 1, "It speaks of “pace”.")


@pytest.mark.parametrize(
    ("goals", "reason"),
    [
        ([], "This one is 30 minutes on instruction to start from."),
        (["pace"], "It is 30 minutes on instruction to start from."),
    ],
)
def test_the_reason_of_a_session_that_serves_no_goal(goals: list[str], reason: str) -> None:
    written = why(half_an_hour(), None, [], None, has_goals=bool(goals))
    (shown,) = items(day([item("one", None, written)], [session("one", at("9:00"))], wishes(*goals)))
    assert (shown.goal, shown.reason) == (None, reason)


def test_a_sentence_worded_in_another_way_stays_whole() -> None:
    (shown,) = items(day([item("one", 0, "You asked for it.")], [session("one", at("9:00"))]))
    assert shown.reason == "You asked for it."


def test_an_empty_day_proposes_what_is_closest_to_their_hours() -> None:
    sessions = [
        session("noon", at("12:00")),
        session("eight", at("8:00")),
        session("half-past-five", at("17:30")),
        session("half-past-three", at("15:30")),
        session("nine", at("9:00")),
    ]
    shown = day([], sessions, wishes("pace", available=[("07:00", "07:45"), ("16:30", "17:00")]))
    assert [near.session.guid for near in shown.nearest] == ["eight", "nine", "half-past-three", "half-past-five"]
    assert (shown.days, shown.sessions) == ((), 0)
    assert day([item("nine")], sessions).nearest == ()


def test_an_empty_day_proposes_nothing_that_is_over() -> None:
    sessions = [session("nine", at("9:00")), session("half-past-ten", at("10:30")), session("noon", at("12:00"))]
    shown = day([], sessions, now=at("10:31"))
    assert [near.session.guid for near in shown.nearest] == ["half-past-ten", "noon"]
    in_the_evening = day([], sessions, now=at("20:00"))
    assert (in_the_evening.nearest, in_the_evening.bare) == ((), False)


def test_a_day_is_in_the_order_they_are_there() -> None:
    left = replace(item("later"), leave=at("9:40"))
    joined = replace(item("earlier"), arrive=at("9:45"))
    shown = day([left, joined], [session("earlier", at("9:00"), 90), session("later", at("9:20"), 60)])
    assert [(each.session.guid, each.minutes) for each in items(shown)] == [("later", 20), ("earlier", 45)]


def test_long_sessions_have_room_for_their_abstract() -> None:
    def roomy(minutes: int, letters: int) -> bool:
        long = session("one", at("9:00"), minutes, abstract="a" * letters)
        return items(day([item("one")], [long]))[0].roomy

    assert roomy(90, 330)
    assert not roomy(90, 600)
    assert not roomy(30, 100)


def half_an_hour() -> domain.Session:
    return a_session("one", "09:00", 30, area="instruction")
