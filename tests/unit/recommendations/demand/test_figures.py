"""Whatever is measured, nothing of it tells of fewer than five people."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.demand.figures import Figures, SessionDemand, figures_of
from services.recommendations.demand.telling import groups, told_of
from services.recommendations.demand.unmet import unmet_goals
from shared.contracts.recommendations import DemandMeasured, GoalUnmet
from shared.events import Producer
from tests.unit.recommendations.builders import DETROIT, MIDNIGHT, a_session
from tests.unit.recommendations.demand.people import everybody_of, programme_of, wanting

PRODUCER = Producer("recommendations", "https://recommendations.example.org", clock=lambda: MIDNIGHT)
SESSIONS = [
    a_session("pacing", title="Pacing", room="Room A"),
    a_session("robots", title="Robots", room="Room B"),
    a_session("choice", "11:00", title="Choice", room="Room B"),
]
GOALS = ["pacing", "robots", "choice", "tomatoes", "goats and tomatoes"]


def measured(people, sessions=SESSIONS) -> Figures:
    programme = programme_of(sessions)
    return figures_of(1, everybody_of(programme, people), unmet_goals(programme, people), DETROIT, MIDNIGHT)


def counts(told: Any) -> Iterator[int]:
    if isinstance(told, dict):
        for name, value in told.items():
            if name in {"people", "wanted", "expected"} and value is not None:
                yield value
            yield from counts(value)
    elif isinstance(told, list | tuple):
        for each in told:
            yield from counts(each)


@given(st.lists(st.lists(st.sampled_from(GOALS), max_size=3), max_size=30))
def test_every_number_of_people_is_a_group(goals):
    figures = measured([wanting(*each) for each in goals])
    assert all(number >= 5 and number % 5 == 0 for number in counts(figures.model_dump()))
    assert (figures.people is None) == (len(goals) < 5)
    if len(goals) < 5:
        assert figures == Figures(programme_version=1, people=None)


def test_people_who_are_few_leave_no_trace():
    many = [wanting("pacing")] * 10
    assert measured([*many, wanting("tomatoes")]) == measured([*many, wanting("goats")])


def test_that_a_session_is_too_full_follows_from_what_is_shown():
    assert SessionDemand(guid="a", wanted=10, expected=35, capacity=32).over == 3
    assert SessionDemand(guid="a", wanted=10, expected=None, capacity=2).over == 0
    assert SessionDemand(guid="a", wanted=10, expected=35, capacity=None).over == 0


def test_what_is_new_is_told_and_the_same_again_is_not():
    people = [wanting("growing tomatoes")] * 6 + [wanting("pacing")] * 6
    figures = measured(people, SESSIONS[:2])

    events = told_of(PRODUCER, "a-conference", None, figures)

    group, whole = GoalUnmet.parse(events[0].body), DemandMeasured.parse(events[-1].body)
    assert (len(events), group.data.words, group.data.people) == (2, ("growing", "tomatoes"), 5)
    assert group.subject == groups("a-conference", figures)[0][0]
    assert (whole.data.people, whole.data.unmet) == (10, 1)
    assert {one.guid: one.wanted for one in whole.data.sessions}["pacing"] == 10
    assert told_of(PRODUCER, "a-conference", figures, figures) == []


def test_a_group_keeps_its_id_while_it_grows():
    small, large = (measured([wanting("growing tomatoes")] * size) for size in (6, 16))

    events = told_of(PRODUCER, "a-conference", small, large)

    assert groups("a-conference", small)[0][0] == groups("a-conference", large)[0][0]
    assert [event.address.split(".")[3] for event in events] == ["goal", "demand"]
