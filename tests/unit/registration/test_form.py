"""The form as browsers send it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.registration.edge import SignupRequest
from services.registration.form import FIELDS, WHOLE_FORM, Answers, field_messages, read_form

LEAST = [
    ("name", "Ana Ruiz"),
    ("email", "ana@example.org"),
    ("goal_1", "let my students move at their own pace"),
]


def messages_of(*pairs: tuple[str, str]) -> dict[str, str]:
    """What is wrong with a form that says this besides, or instead of, the least it must."""
    named = {name for name, _ in pairs}
    payload, _ = read_form([pair for pair in LEAST if pair[0] not in named] + list(pairs))
    try:
        SignupRequest.model_validate(payload)
    except ValidationError as failure:
        return field_messages(failure.errors())
    return {}


def test_a_whole_form() -> None:
    payload, answers = read_form(
        [
            ("conference", "personalized-learning-2026"),
            ("submission", "f3f7"),
            ("name", " Ana Ruiz "),
            ("email", "ana@example.org"),
            ("role", "Teacher"),
            ("school", "Quarry Street"),
            ("goal_1", "let my students move at their own pace"),
            ("goal_1_area", "instruction"),
            ("goal_1_now", "2"),
            ("goal_1_want", "4"),
            ("goal_1_priority", "1"),
            ("goal_2", "grade less, see more"),
            ("goal_2_area", ""),
            ("goal_2_now", ""),
            ("goal_2_want", ""),
            ("goal_2_priority", "3"),
            ("goal_3", ""),
            ("goal_3_area", ""),
            ("definition", "Each child.\r\nEvery day."),
            ("student_choice", "2"),
            ("individual_pacing", "1"),
            ("flexible_structures", ""),
            ("technology", "3"),
            ("from_1", "09:00"),
            ("to_1", "15:30"),
            ("from_2", ""),
            ("to_2", ""),
            ("lengths", "30"),
            ("lengths", "60"),
        ]
    )

    assert payload == {
        "conference": "personalized-learning-2026",
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "role": "Teacher",
        "school": "Quarry Street",
        "definition": "Each child.\nEvery day.",
        "goals": [
            {
                "statement": "let my students move at their own pace",
                "area": "instruction",
                "now": 2,
                "want": 4,
                "priority": 1,
            },
            {"statement": "grade less, see more", "priority": 3},
        ],
        "spectrum": {"student_choice": 2, "individual_pacing": 1, "technology": 3},
        "available": [{"from": "09:00", "to": "15:30"}],
        "lengths": [30, 60],
    }
    assert SignupRequest.model_validate(payload).lengths == (30, 60)
    assert answers["submission"] == "f3f7"
    assert answers["goal_2"] == "grade less, see more"
    assert answers["technology"] == "3"
    assert answers["lengths"] == ["30", "60"]


def test_the_least_form_is_enough() -> None:
    assert messages_of() == {}


def test_an_empty_form_asks_for_the_three_things_needed() -> None:
    payload, _ = read_form([])
    with pytest.raises(ValidationError) as failure:
        SignupRequest.model_validate(payload)
    assert field_messages(failure.value.errors()) == {
        "name": "Write your name.",
        "email": "Write your e-mail address.",
        "goal_1": "Write at least one goal.",
    }


def test_goals_and_times_close_up_in_the_payload_and_on_the_page() -> None:
    payload, answers = read_form(
        [
            ("goal_2", "second"),
            ("goal_4", "fourth"),
            ("goal_4_area", "assessment"),
            ("goal_4_now", "1"),
            ("goal_4_want", "3"),
            ("from_2", "13:00"),
            ("to_2", "15:00"),
        ]
    )
    assert payload["goals"] == [
        {"statement": "second"},
        {"statement": "fourth", "area": "assessment", "now": 1, "want": 3},
    ]
    assert payload["available"] == [{"from": "13:00", "to": "15:00"}]
    assert [answers["goal_1"], answers["goal_2"], answers["goal_4"]] == ["second", "fourth", ""]
    assert [answers["goal_2_area"], answers["goal_4_area"]] == ["assessment", ""]
    assert [answers["goal_2_want"], answers["goal_4_want"]] == ["3", ""]
    assert [answers["from_1"], answers["from_2"]] == ["13:00", ""]


def test_a_goal_over_two_rows_is_one_line() -> None:
    payload, _ = read_form([("goal_1", "let my students\r\nmove\tat their own pace")])
    assert payload["goals"] == [{"statement": "let my students move at their own pace"}]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("09:05", "09:05"),
        ("9:05", "09:05"),
        ("9.05", "09:05"),
        ("9:05 pm", "21:05"),
        ("12:00 A.M.", "00:00"),
        ("noon", "noon"),
        ("13:00 pm", "13:00 pm"),
    ],
)
def test_times_as_people_type_them(typed: str, read: str) -> None:
    payload, answers = read_form([("from_1", typed)])
    assert payload["available"] == [{"from": read}]
    assert answers["from_1"] == read


@pytest.mark.parametrize(
    ("pairs", "messages"),
    [
        (
            [("email", "ana(at)example.org")],
            {"email": "This does not look like an e-mail address, such as ana@example.org."},
        ),
        ([("name", "A" * 121)], {"name": "This is too long: keep it to 120 characters."}),
        (
            [("name", "Ana\u202eziuR")],
            {"name": "There is a character in here that cannot be used. Write it again by hand."},
        ),
        ([("goal_1", "g" * 301)], {"goal_1": "This is too long: keep it to 300 characters."}),
        (
            [("goal_2_area", "assessment")],
            {"goal_2": "Write this goal too, or clear what you chose for it."},
        ),
        ([("goal_3_want", "4")], {"goal_2": "Write this goal too, or clear what you chose for it."}),
        ([("goal_1_now", "5")], {"goal_1_now": "Choose 1, 2, 3 or 4, or not sure."}),
        ([("goal_1_want", "far")], {"goal_1_want": "Choose 1, 2, 3 or 4, or not sure."}),
        (
            [("goal_2", "listen"), ("goal_2_now", "3"), ("goal_2_want", "2")],
            {"goal_2_want": "This is less far than you are now. Choose the same step or a later one."},
        ),
        (
            [("goal_1_priority", "0")],
            {"goal_1_priority": "Choose from the list how much this goal matters, or leave it open."},
        ),
        ([("goal_1", ""), ("goal_1_area", "assessment")], {"goal_1": "Write at least one goal."}),
        (
            [("goal_1_area", "lunch")],
            {"goal_1_area": "Choose an area from the list, or leave it at any area."},
        ),
        ([("technology", "5")], {"technology": "Choose 1, 2, 3 or 4, or not sure."}),
        ([("from_1", "09:00")], {"to_1": "Write until when, or clear both times."}),
        ([("to_1", "09:00")], {"from_1": "Write from when, or clear both times."}),
        ([("from_1", "noon"), ("to_1", "15:00")], {"from_1": "Write a time such as 09:00."}),
        ([("from_1", "09:00"), ("to_1", "late")], {"to_1": "Write a time such as 15:30."}),
        ([("from_1", "15:00"), ("to_1", "09:00")], {"to_1": "The end must be later than the start."}),
        ([("lengths", "30"), ("lengths", "long")], {"lengths": "Choose from the lengths shown."}),
    ],
)
def test_mistakes_are_told_beside_the_field(pairs: list[tuple[str, str]], messages: dict[str, str]) -> None:
    assert messages_of(*pairs) == messages


def test_what_belongs_to_no_field_is_told_on_top() -> None:
    assert list(messages_of(("conference", "Not A Slug"))) == [WHOLE_FORM]


def test_fields_nobody_asked_for_are_passed_over() -> None:
    payload, answers = read_form([*LEAST, ("goal_6", "one more"), ("admin", "yes")])
    assert payload["goals"] == [{"statement": "let my students move at their own pace"}]
    assert "admin" not in payload
    assert "admin" not in answers


def everything(answers: Answers) -> str:
    """All answers as one text."""
    return "".join(value if isinstance(value, str) else "".join(value) for value in answers.values())


@given(st.lists(st.tuples(st.sampled_from([*FIELDS, "conference", "submission", "other"]), st.text(max_size=40))))
def test_whatever_is_sent_is_read_and_told_by_field(pairs: list[tuple[str, str]]) -> None:
    payload, answers = read_form(pairs)
    everything(answers).encode()  # can be shown again
    try:
        SignupRequest.model_validate(payload)
    except ValidationError as failure:
        messages = field_messages(failure.errors())
        assert messages
        assert set(messages) <= {*FIELDS, WHOLE_FORM}


def test_a_lone_surrogate_can_be_shown_again() -> None:
    _, answers = read_form([("name", "Ana\ud800")])
    assert answers["name"] == "Ana?"
