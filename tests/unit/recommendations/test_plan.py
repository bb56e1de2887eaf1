from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.recommendations.domain.plan import Agenda, AgendaItem, plan
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.wishes import Goal, Spectrum, Wishes

from .builders import DETROIT, a_session, hours

PROGRAMME = Programme.of(
    [
        a_session("keynote", "08:25", 30, title="Welcome", room="Great Hall", level="introductory"),
        a_session(
            "pacing",
            "09:00",
            title="Pacing in practice",
            abstract="Stations that let a class move.",
            room="Room B",
            area="instruction",
            ingredients={"individual_pacing": 2},
        ),
        a_session("welding", "09:00", title="Welding", abstract="Sparks.", ingredients={"technology": 2}),
        a_session("portfolios", "10:05", 30, title="Portfolio defense", area="assessment", level="advanced"),
        a_session("ritmo", "11:00", 30, title="A mi ritmo", language="es", area="instruction"),
        a_session("evening", "18:00", title="Portfolio evening", room="Great Hall"),
    ],
    DETROIT,
)
PACE = Goal("let my students move at their own pace", "instruction")


def guids(agenda: Agenda) -> list[str]:
    return [item.guid for item in agenda.items]


def test_a_day_for_ones_goals_and_why() -> None:
    wishes = Wishes(
        goals=(Goal("portfolios"), PACE),
        spectrum=Spectrum(individual_pacing=1, technology=1),
        available=(hours("09:00", "15:30"),),
    )
    agenda = plan(PROGRAMME, wishes)
    assert agenda.items == (
        AgendaItem(
            guid="pacing",
            value=1000,
            goal=1,
            why="For your goal “let my students move at their own pace”: it speaks of “pacing”, "
            "and takes you from 1 to 2 on individual pacing.",
        ),
        AgendaItem(
            guid="portfolios",
            value=492,
            goal=0,
            why="For your goal “portfolios”: it speaks of “portfolio”.",
        ),
    )
    assert agenda.value == 1492


def test_sessions_in_another_language_are_for_those_who_write_in_it() -> None:
    assert "ritmo" not in guids(plan(PROGRAMME, Wishes((PACE,))))
    assert guids(plan(PROGRAMME, Wishes((Goal("quiero que avancen a su ritmo"),)))) == ["ritmo"]


def test_an_area_alone_is_named_as_the_reason() -> None:
    agenda = plan(PROGRAMME, Wishes((Goal("grading differently", "assessment"),)))
    assert [(item.guid, item.why) for item in agenda.items] == [
        ("portfolios", "For your goal “grading differently”: it is about assessment.")
    ]


def test_a_word_in_passing_is_not_named_as_the_reason() -> None:
    programme = Programme.of(
        [
            a_session("about it", "09:00", title="Portfolio evidence and rubrics"),
            a_session("in passing", "11:00", abstract="Not a portfolio in sight.", area="assessment"),
        ],
        DETROIT,
    )
    agenda = plan(programme, Wishes((Goal("rubrics for portfolio evidence", "assessment"),)))
    assert [item.guid for item in agenda.items] == ["about it", "in passing"]
    assert agenda.items[1].why == "For your goal “rubrics for portfolio evidence”: it is about assessment."


def test_no_goals_yet_gives_a_day_to_start_from() -> None:
    agenda = plan(PROGRAMME, Wishes(available=(hours("08:00", "10:00"),)))
    assert [(item.guid, item.goal, item.why) for item in agenda.items] == [
        ("keynote", None, "You have no goals yet; this one is 30 minutes to start from."),
        ("pacing", None, "You have no goals yet; this one is 60 minutes on instruction to start from."),
    ]


def test_goals_nobody_speaks_of_give_a_day_that_says_so() -> None:
    agenda = plan(PROGRAMME, Wishes((Goal("blockchain"),), available=(hours("10:00", "11:00"),)))
    assert [(item.guid, item.goal, item.why) for item in agenda.items] == [
        (
            "portfolios",
            None,
            "It answers none of your goals by name; it is 30 minutes on assessment to start from.",
        )
    ]


def test_hours_without_sessions_give_an_empty_day() -> None:
    assert plan(PROGRAMME, Wishes((PACE,), available=(hours("05:00", "06:00"),))) == Agenda(())
    assert plan(Programme.of([], DETROIT), Wishes((PACE,))) == Agenda(())


def test_weights_change_what_counts() -> None:
    wishes = Wishes((PACE,), Spectrum(technology=1), available=(hours("09:00", "10:00"),))
    assert guids(plan(PROGRAMME, wishes)) == ["pacing"]
    assert guids(plan(PROGRAMME, wishes, weights=Weights(goal=0.1, closest=0.0, step=0.9))) == ["welding"]


WORDS = ["pace", "pacing", "goals", "portfolio", "families", "grading", "ritmo", "the", "data", "choice"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
areas = st.sampled_from([None, "instruction", "assessment"])
places = st.one_of(st.none(), st.integers(1, 4))
sessions = st.lists(
    st.builds(
        a_session,
        st.uuids().map(str),
        st.sampled_from(["09:00", "09:15", "09:30", "10:00", "10:05", "10:45"]),
        st.sampled_from([10, 30, 60, 90]),
        title=texts,
        abstract=texts,
        room=st.sampled_from(["Room A", "Room B"]),
        area=areas,
        ingredients=st.dictionaries(st.sampled_from(["technology", "student_choice"]), st.integers(1, 4)),
        language=st.sampled_from(["en", "en", "es"]),
    ),
    max_size=15,
    unique_by=lambda session: session.guid,
)
MORNING = (hours("09:00", "10:30"),)
TWO_STRETCHES = (hours("09:15", "10:00"), hours("10:05", "12:00"))
wishes_of_any_kind = st.builds(
    Wishes,
    goals=st.lists(st.builds(Goal, texts, areas), max_size=5).map(tuple),
    spectrum=st.one_of(st.none(), st.builds(Spectrum, student_choice=places, technology=places)),
    available=st.sampled_from([(), MORNING, TWO_STRETCHES]),
    lengths=st.lists(st.sampled_from([10, 30, 60]), max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(sessions, wishes_of_any_kind)
def test_any_day_can_be_walked_and_explained(programme_sessions: list[Session], wishes: Wishes) -> None:
    programme = Programme.of(programme_sessions, DETROIT)
    agenda = plan(programme, wishes)
    day = [programme.sessions[item.guid] for item in agenda.items]
    for earlier, later in pairwise(day):
        walking = timedelta(minutes=0 if earlier.room == later.room else 5)
        assert earlier.end + walking <= later.start
    for item in agenda.items:
        assert item.value > 0
        assert item.why.endswith(".")
        assert item.goal is None or f"“{wishes.goals[item.goal].statement}”" in item.why
    assert agenda == plan(Programme.of(programme_sessions[::-1], DETROIT), wishes)


def test_a_session_is_told_to_serve_every_goal_it_does_as_much_for() -> None:
    agenda = plan(PROGRAMME, Wishes((Goal("pacing"), Goal("a class that moves"), Goal("portfolios"))))
    told = {item.guid: (item.goal, item.also) for item in agenda.items}
    assert told == {"pacing": (0, (1,)), "portfolios": (2, ()), "evening": (2, ())}


def test_only_a_goal_no_session_of_the_programme_serves_is_unserved() -> None:
    goals = (Goal("pacing"), Goal("quarks"), Goal("portfolios"), Goal("gluons", "instruction"))
    morning = plan(PROGRAMME, Wishes(goals, available=(hours("08:00", "10:00"),)))
    assert (guids(morning), morning.unserved) == (["pacing"], (1,))
    night = plan(PROGRAMME, Wishes(goals, available=(hours("20:00", "22:00"),)))
    assert (guids(night), night.unserved) == ([], (1,))
