"""Where people may stand after the day, and where they stand once they said so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.attendance.presence import Stay
from services.recommendations.growth.places import Grown, Move, standing
from services.recommendations.growth.stepping import Touched, attended, touched
from tests.unit.recommendations.attendance.scans import PROGRAMME, at


@pytest.mark.parametrize(
    ("stood", "steps", "proposed"),
    [
        (1, [2], 2),
        (1, [2, 3], 3),
        (1, [3, 2, 2], 3),
        (1, [3], 1),
        (2, [2], 2),
        (3, [1], 3),
        (4, [4], 4),
        (None, [2], 2),
        (None, [3, 2], 3),
        (None, [4, 2], 2),
    ],
)
def test_one_step_after_another(stood, steps, proposed):
    sessions = [{"technology": step} for step in steps]

    found = touched(sessions, {} if stood is None else {"technology": stood})

    assert found == (Touched("technology", stood, proposed, len(steps)),)


def test_only_what_sessions_were_about_is_asked():
    sessions: list[dict[str, int]] = [{"technology": 2, "student_choice": 3}, {}, {"student_choice": 2}]

    assert touched(sessions, {"technology": 1, "individual_pacing": 1}) == (
        Touched("student_choice", None, 3, 2),
        Touched("technology", 1, 2, 1),
    )
    assert touched([], {"technology": 1}) == ()


def test_half_of_a_session_is_being_there():
    def was(*minutes: str) -> tuple[str, ...]:
        stays = [
            Stay("pacing", at(f"09:{start}"), at(f"09:{end}")) for start, end in (one.split("-") for one in minutes)
        ]
        return attended(stays, PROGRAMME)

    assert was("00-30") == ("pacing",)
    assert was("00-29") == ()
    assert was("00-10", "30-50") == ("pacing",)
    assert attended([Stay("cancelled", at("09:00"), at("10:00"))], PROGRAMME) == ()


def test_what_they_say_moves_them():
    stated = {"technology": 2, "individual_pacing": 1}

    first = Grown().reflected({"technology": 3, "student_choice": 2}, stated, "try stations")
    again = first.reflected({"technology": 4}, stated, "")

    assert first == Grown(1, {"technology": Move(2, 3), "student_choice": Move(None, 2)}, "try stations")
    assert again == Grown(2, {"technology": Move(2, 4), "student_choice": Move(None, 2)}, "")
    assert standing(stated, None) == stated
    assert standing(stated, first) == {"technology": 3, "individual_pacing": 1, "student_choice": 2}


def test_what_they_change_in_their_signup_since_counts():
    grown = Grown(1, {"technology": Move(2, 3), "student_choice": Move(None, 2)})

    assert standing({"technology": 1, "student_choice": 4}, grown) == {"technology": 1, "student_choice": 4}


STEPS = st.integers(1, 4)
PLACES = st.dictionaries(st.sampled_from(["technology", "student_choice"]), STEPS)


@given(st.lists(PLACES), PLACES, st.randoms(use_true_random=False))
def test_nobody_falls_back_and_order_does_not_matter(sessions, stood, chance):
    found = touched(sessions, stood)
    chance.shuffle(sessions)

    assert touched(sessions, stood) == found
    for one in found:
        assert (one.stood or 1) <= one.proposed <= 4
