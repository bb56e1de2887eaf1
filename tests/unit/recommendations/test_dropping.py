"""What would make a session drop out, by hand: an hour with nothing to speak for it is worth 240 points to anybody."""

from services.recommendations.domain.dropping import Dropping, Moved, Rival, dropping
from services.recommendations.domain.plan import planning_for
from services.recommendations.domain.preferences import Pin, Preferences, Sliders
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session
from services.recommendations.domain.wishes import Goal, Spectrum, Wishes

from .builders import DETROIT, a_session

PACE = Wishes((Goal("pacing"),))
STEP = Wishes((Goal("pacing"),), Spectrum(technology=1))


def asked(sessions: list[Session], guid: str, wishes: Wishes, preferences: Preferences | None = None) -> Dropping:
    planning = planning_for(Programme.of(sessions, DETROIT), wishes, preferences or Preferences())
    found = dropping(planning, guid)
    assert found
    return found


HERE = a_session("here", "09:00", 60, title="Pacing")
SHORTER = a_session("shorter", "09:00", 50, title="Pacing")


def test_another_session_that_would_have_to_be_worth_more() -> None:
    # 800 points against 800 x (5/6) ^ .7 = 704: 97 more are needed, which is 14 % of 704.
    found = asked([HERE, SHORTER], "here", PACE)
    assert (found.margin, found.instead, found.rival) == (96, ("shorter",), Rival("shorter", 14))


def test_how_much_less_it_would_have_to_be_worth() -> None:
    # 97 of 800 are more than 12 %.
    assert asked([HERE, SHORTER], "here", PACE).less == 13


def test_where_nothing_else_fits_it_stays() -> None:
    found = asked([HERE], "here", PACE)
    assert (found.margin, found.less, found.instead, found.rival) == (800, None, (), None)


def test_a_slider_that_would_have_to_move() -> None:
    # "step" is worth .2 x 1 = 200 points, so it takes goals that count for nothing, 800 becoming 0.
    step = a_session("step", "09:00", 60, title="Welding", ingredients={"technology": 2})
    found = asked([HERE, step], "here", STEP)
    assert found.slider == Moved("goals", 2, 0)
    twice = asked([HERE, step], "here", STEP, Preferences(Sliders(goals=1)))
    assert twice.slider == Moved("goals", 1, 0)


def test_a_goal_that_would_have_to_matter_less() -> None:
    wishes = Wishes((Goal("pacing"), Goal("portfolios")))
    other = a_session("other", "09:00", 50, title="Portfolios")
    # 800 x .75 = 600 is less than the other one's 704.
    assert asked([HERE, other], "here", wishes).priority == 3


def test_a_goal_they_would_have_to_give_up() -> None:
    wishes = Wishes((Goal("pacing"), Goal("portfolios")))
    far = a_session("other", "09:00", 30, title="Portfolios")
    # 600 is still more than 492.
    found = asked([HERE, far], "here", wishes)
    assert (found.priority, found.without_goal) == (None, True)


def test_what_must_be_in_says_so() -> None:
    found = asked([HERE, SHORTER], "shorter", PACE, Preferences(pins={"shorter": Pin.MUST}))
    assert (found.must, found.rival, found.slider, found.less) == (True, None, None, None)


def test_a_goal_that_would_have_no_session() -> None:
    wishes = Wishes((Goal("pacing"), Goal("portfolios")))
    only = a_session("only", "09:00", 20, title="Portfolios")
    found = asked(
        [HERE, only, a_session("again", "11:00", 60, title="Pacing")], "only", wishes, Preferences(each_goal=True)
    )
    assert (found.unmet, found.rival, found.slider) == ((1,), None, None)


def test_a_session_that_is_not_in_has_nothing_to_drop_out_of() -> None:
    planning = planning_for(Programme.of([HERE, SHORTER], DETROIT), PACE)
    assert dropping(planning, "shorter") is None
