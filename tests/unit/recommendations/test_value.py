from dataclasses import replace

import pytest

from services.recommendations.domain.session import Session
from services.recommendations.domain.value import NOTHING, Reader, Step, Worth
from services.recommendations.domain.wishes import Goal, Spectrum, Wishes

from .builders import a_session


def a_reader(
    *scores: float,
    areas: tuple[str | None, ...] = (),
    spectrum: Spectrum | None = None,
    lengths: tuple[int, ...] = (),
    general: bool = False,
) -> Reader:
    """Somebody with one goal per score, which is how well its words fit the session "a"."""
    areas = areas or (None,) * len(scores)
    wishes = Wishes(tuple(Goal("goal", area) for area in areas), spectrum, lengths=lengths)
    places = spectrum.stated() if spectrum else {}
    return Reader(wishes, [{"a": score} for score in scores], places, {"en"}, general)


@pytest.mark.parametrize(
    ("score", "points"),
    [
        (1.0, 800),  # .6 x 1 + .2 for being the closest
        (0.5, 300),  # .6 x .5
        (0.25, 150),
        (0.24, 0),  # a coincidence
    ],
)
def test_words_count(score: float, points: int) -> None:
    assert a_reader(score).worth(a_session("a")).points == points


@pytest.mark.parametrize(
    ("area", "score", "points"),
    [
        ("assessment", 0.5, 360),  # .6 x (.8 x .5 + .2)
        ("curriculum", 0.5, 240),  # .6 x (.8 x .5)
        ("assessment", 0.0, 120),  # .6 x .2
        ("curriculum", 0.0, 0),
    ],
)
def test_the_area_of_the_goal_counts(area: str, score: float, points: int) -> None:
    assert a_reader(score, areas=(area,)).worth(a_session("a", area="assessment")).points == points


@pytest.mark.parametrize(
    ("priority", "points"),
    [
        (1, 375),  # 1.25 x .6 x .5
        (2, 300),
        (3, 225),  # .75 x .6 x .5
        (None, 300),
    ],
)
def test_how_much_the_goal_matters_counts(priority: int | None, points: int) -> None:
    reader = a_reader(0.5)
    weighed = replace(reader, wishes=Wishes((Goal("goal", priority=priority),)))
    assert weighed.worth(a_session("a")) == Worth(points, 0, None)


def test_a_goal_that_matters_most_goes_before_one_its_words_fit_a_little_better() -> None:
    reader = a_reader(0.6, 0.5)
    assert reader.worth(a_session("a")) == Worth(360, 0, None)
    weighed = replace(reader, wishes=Wishes((Goal("goal"), Goal("goal", priority=1))))
    assert weighed.worth(a_session("a")) == Worth(375, 1, None)


def test_how_much_a_goal_matters_leaves_the_step_alone() -> None:
    reader = a_reader(0.5, spectrum=Spectrum(technology=3))
    weighed = replace(reader, wishes=Wishes((Goal("goal", priority=3),)))
    assert weighed.worth(a_session("a", ingredients={"technology": 4})).points == 425  # 225 + 200


@pytest.mark.parametrize(
    ("stands", "points", "step"),
    [
        (1, 320, None),  # three beyond: 300 + 200 x .1
        (2, 360, None),  # two beyond: 300 + 200 x .3
        (3, 500, Step("technology", 3, 4)),  # one beyond: 300 + 200
        (4, 340, None),  # none: 300 + 200 x .2
    ],
)
def test_one_step_beyond_is_worth_most(stands: int, points: int, step: Step | None) -> None:
    reader = a_reader(0.5, spectrum=Spectrum(technology=stands))
    assert reader.worth(a_session("a", ingredients={"technology": 4})) == Worth(points, 0, step)


def test_the_best_step_of_several_counts() -> None:
    reader = a_reader(0.5, spectrum=Spectrum(student_choice=1, individual_pacing=2, technology=4))
    session = a_session("a", ingredients={"technology": 2, "individual_pacing": 3, "student_choice": 4})
    assert reader.worth(session) == Worth(500, 0, Step("individual_pacing", 2, 3))


def test_among_equal_steps_the_order_of_the_spectrum_decides() -> None:
    reader = a_reader(0.5, spectrum=Spectrum(student_choice=1, technology=1))
    session = a_session("a", ingredients={"technology": 2, "student_choice": 2})
    assert reader.worth(session).step == Step("student_choice", 1, 2)


def test_a_step_alone_is_a_reason_but_no_step_is_not() -> None:
    reader = a_reader(0.0, spectrum=Spectrum(technology=3))
    assert reader.worth(a_session("a", ingredients={"technology": 4})) == Worth(200, None, Step("technology", 3, 4))
    assert reader.worth(a_session("a", ingredients={"technology": 3})) == NOTHING


def test_the_goal_served_best_is_named_and_the_first_among_equals() -> None:
    assert a_reader(0.3, 0.9, 0.5).worth(a_session("a")).goal == 1
    assert a_reader(0.3, 0.5, 0.5).worth(a_session("a")).goal == 1


@pytest.mark.parametrize(
    ("minutes", "points"),
    [
        (15, 303),  # 800 x .25 ^ .7 = 800 x .37893
        (30, 492),  # 800 x .5 ^ .7 = 800 x .61557
        (90, 1063),  # 800 x 1.5 ^ .7 = 800 x 1.32821
    ],
)
def test_longer_gives_more_but_not_in_proportion(minutes: int, points: int) -> None:
    assert a_reader(1.0).worth(a_session("a", minutes=minutes)).points == points


@pytest.mark.parametrize(
    ("lengths", "points"),
    [
        ((60,), 800),
        ((20, 60), 800),
        ((30,), 680),  # half as long: 800 x (1 - .3 x .5)
        ((30, 80), 740),  # three quarters of the nearer one: 800 x (1 - .3 x .25)
    ],
)
def test_a_length_they_like_is_worth_more(lengths: tuple[int, ...], points: int) -> None:
    assert a_reader(1.0, lengths=lengths).worth(a_session("a")).points == points


def test_another_language_counts_only_for_those_who_use_its_words() -> None:
    session = a_session("a", language="es", area="assessment", ingredients={"technology": 2})
    stands = Spectrum(technology=1)
    assert a_reader(0.1, areas=("assessment",), spectrum=stands).worth(session) == NOTHING
    assert a_reader(0.1, 0.5, spectrum=stands).worth(session).points == 500


@pytest.mark.parametrize(
    ("session", "points"),
    [
        (a_session("a", level="introductory"), 240),  # .6 x .4
        (a_session("a"), 240),
        (a_session("a", level="advanced"), 120),
        (a_session("a", level="advanced", ingredients={"technology": 2}), 320),
    ],
)
def test_for_anybody_an_introduction_is_a_good_start(session: Session, points: int) -> None:
    reader = a_reader(spectrum=Spectrum(technology=1), general=True)
    assert reader.worth(session).points == points


def with_goal(now: int | None, want: int | None, spectrum: Spectrum | None = None) -> Reader:
    """Somebody with one goal, half fitting the session "a", who told where they are with it."""
    wishes = Wishes((Goal("goal", now=now, want=want),), spectrum)
    return Reader(wishes, [{"a": 0.5}], spectrum.stated() if spectrum else {}, {"en"})


@pytest.mark.parametrize(
    ("now", "want", "points", "step"),
    [
        (None, 3, 300, None),  # nobody knows where they are
        (1, 3, 500, Step("technology", 1, 2)),
        (1, 2, 500, Step("technology", 1, 2)),
        (1, 1, 170, None),  # there already, and past it: 300 x .5 + 200 x .1
        (2, 3, 340, None),  # no further: 300 + 200 x .2
        (2, 2, 190, None),  # there already: 300 x .5 + 200 x .2
    ],
)
def test_where_they_are_with_a_goal_counts(now: int | None, want: int | None, points: int, step: Step | None) -> None:
    assert with_goal(now, want).worth(a_session("a", ingredients={"technology": 2})) == Worth(points, 0, step)


def test_what_leads_past_where_they_want_to_be_is_worth_little() -> None:
    session = a_session("a", ingredients={"technology": 3})
    assert with_goal(1, 3).worth(session).points == 360  # two steps: 300 + 200 x .3
    assert with_goal(1, 2).worth(session).points == 320  # past it: 300 + 200 x .1


def test_their_place_on_an_ingredient_goes_before_that_of_the_goal() -> None:
    session = a_session("a", ingredients={"technology": 3, "individual_pacing": 2})
    assert with_goal(1, 4, Spectrum(technology=2)).worth(session).step == Step("individual_pacing", 1, 2)
    assert with_goal(3, 4, Spectrum(technology=2)).worth(session).step == Step("technology", 2, 3)


def test_a_session_that_builds_on_another_is_worth_half_without_it() -> None:
    assert replace(a_reader(1.0), unprepared={"a"}).worth(a_session("a")).points == 400
