"""The table of everybody says what the planner says of each of them."""

from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.demand.everybody import row_of
from services.recommendations.demand.seating import Seating
from services.recommendations.domain.plan import plan
from services.recommendations.domain.preferences import Pin, Preferences
from tests.unit.recommendations.builders import a_session, hours
from tests.unit.recommendations.demand.people import everybody_of, programme_of, seating_of, wanting

WORDS = ["pacing", "choice", "grading", "stations", "parents", "robots"]
GOALS = st.lists(st.sampled_from(WORDS), max_size=3)
SESSION = st.tuples(
    st.sampled_from(WORDS),
    st.integers(9, 15),
    st.sampled_from([0, 20, 40]),
    st.sampled_from([20, 45, 90]),
    st.sampled_from(["Room A", "Room B"]),
)


def laid_out(told):
    return programme_of(
        a_session(f"s{number}", f"{hour:02}:{minute:02}", minutes, title=word, room=room)
        for number, (word, hour, minute, minutes, room) in enumerate(told)
    )


@given(st.lists(SESSION, min_size=1, max_size=12), st.lists(GOALS, min_size=1, max_size=4), st.booleans())
def test_everybodys_best_day_is_worth_what_the_planner_says(told, goals, short):
    programme = laid_out(told)
    wishes = [wanting(*each, hours=[hours("10:00", "13:00")] if short else []) for each in goals]

    seating = seating_of(programme, wishes)

    days = [plan(programme, each) for each in wishes]
    assert list(seating.days.totals) == [day.value for day in days]
    assert (seating.possible * seating.days.chosen).sum() == sum(day.value for day in days)


def test_who_would_come_where():
    programme = programme_of([a_session("pacing", title="Pacing"), a_session("robots", title="Robots", room="Room B")])

    seating = seating_of(programme, [wanting("pacing")] * 3 + [wanting("robots")])

    assert dict(zip(programme.sessions, seating.expected(), strict=True)) == {"pacing": 3, "robots": 1}


def test_a_session_somebody_does_not_want_to_see_is_worth_nothing():
    programme = programme_of([a_session("pacing", title="Pacing"), a_session("robots", title="Robots")])

    row = row_of(programme, wanting("pacing"), Preferences(pins={"pacing": Pin.NOT}))

    assert row.worth[list(programme.sessions).index("pacing")] == 0


def test_nobody_is_a_table_too():
    programme = programme_of([a_session("pacing", title="Pacing")])
    assert Seating.of(everybody_of(programme, [])).expected() == [0]
