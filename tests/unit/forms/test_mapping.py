"""From answers to the fields of a signup: what fits, what is kept beside it, what is lacking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.forms import fields
from shared.forms.definition import Form, Target
from shared.forms.mapping import Lack, Mapped, map_submission
from shared.forms.submission import Answered, Submission
from shared.forms.text import cut, line, prose, same, texts
from tests.unit.forms.samples import answers, said

LEAST = {"name": "Ana Ruiz", "email": "ana@example.org", "goal": "listen"}
FIELDS = [field.value for field in Target]


def form(*more: dict) -> Form:
    """Every field by a question of its own name, and more."""
    return Form.model_validate(
        {
            "builder": "generic",
            "conference": "a-conference",
            "secret_env": "A_SECRET",
            "questions": [{"ref": field, "field": field} for field in FIELDS] + list(more),
        }
    )


def outcome(*more: dict, **given: str | list[str]) -> Mapped:
    """What becomes of the least there must be, and of these answers, by question."""
    answered = [Answered(texts(value), title=f"About {ref}?", ref=ref) for ref, value in (LEAST | given).items()]
    return map_submission(form(*more), Submission("x", tuple(answered)))


def test_the_least() -> None:
    result = outcome()

    assert said(result) == {
        "conference": "a-conference",
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "goals": [{"statement": "listen"}],
    }
    assert (result.answers, result.lacks, result.left_out) == ((), (), 0)


@pytest.mark.parametrize("field", ["name", "email", "goal"])
@pytest.mark.parametrize("value", [[], "", "  ", "\u202a"])
def test_a_needed_field_without_an_answer(field, value) -> None:
    result = outcome(**{field: value})

    assert result.signup is None
    assert result.lacks == (Lack(Target(field), f"the question with the ref “{field}”", "is missing"),)


@pytest.mark.parametrize("email", ["ana", "ana@", "ana@localhost", "a b@example.org", "x" * 300])
def test_an_address_that_is_none(email) -> None:
    result = outcome(email=email)

    assert result.signup is None
    assert result.lacks == (Lack(Target.EMAIL, "the question with the ref “email”", "is no e-mail address"),)


def test_every_question_that_could_have_said_it_is_named() -> None:
    result = outcome({"title": "And your address?", "field": "email"}, email="")

    assert result.lacks[0].question == (
        "the question with the ref “email” or the question with the title “And your address?”"
    )


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("technology", "4", 4),
        ("technology", " 1 ", 1),
        ("technology", "5", None),
        ("technology", "0", None),
        ("technology", "2.5", None),
        ("technology", "often", None),
        ("goal_area", "Progress monitoring", "progress_monitoring"),
        ("goal_area", "support-systems", "support_systems"),
        ("goal_area", "lunch", None),
        ("goal_now", "2", 2),
        ("goal_now", "nearly", None),
        ("goal_want", " 4 ", 4),
        ("goal_want", "5", None),
        ("goal_priority", "1", 1),
        ("goal_priority", "4", None),
        ("lengths", "45", [45]),
        ("lengths", "45 min.", [45]),
        ("lengths", "45 Minutes", [45]),
        ("lengths", "4", None),
        ("lengths", "481", None),
        ("lengths", "an hour", None),
        ("available", "9:00-12:30", [{"from": "09:00:00", "to": "12:30:00"}]),
        ("available", "9.00 – 12.30", [{"from": "09:00:00", "to": "12:30:00"}]),
        ("available", "09:00 to 12:30", [{"from": "09:00:00", "to": "12:30:00"}]),
        ("available", "12:30-09:00", None),
        ("available", "09:00-24:30", None),
        ("available", "mornings", None),
    ],
)
def test_what_fits_and_what_is_kept_as_it_was_said(field, value, fits) -> None:
    result = outcome(**{field: value})

    told = said(result)
    of_the_goal = {f"goal_{part}": value for part, value in told["goals"][0].items()}
    found = {**told, **told.get("spectrum", {}), **of_the_goal}.get(field)
    assert found == fits
    assert answers(result) == ({} if fits else {f"About {field}?": value.strip()})
    assert [row.note.endswith("kept as an answer") for row in result.rows if row.field == field] == [fits is None]


def test_values_say_what_an_answer_means() -> None:
    more = (
        {"ref": "pace", "field": "individual_pacing", "values": {"All move together": 1, "Not sure": ""}},
        {"ref": "when", "field": "available", "values": {"Morning": "09:00-12:00"}},
        {"ref": "wish", "field": "goal", "values": {"Choice": "give my students more choice"}},
    )

    result = outcome(*more, pace=" all  move TOGETHER ", when=["Morning", "Evening"], wish="Choice")

    assert said(result)["spectrum"] == {"individual_pacing": 1}
    assert said(result)["available"] == [{"from": "09:00:00", "to": "12:00:00"}]
    assert [goal["statement"] for goal in said(result)["goals"]] == ["listen", "give my students more choice"]
    assert answers(result) == {"About when?": "Evening"}
    assert answers(outcome(*more, pace="Not sure")) == {}


def test_names_in_parts_are_joined_in_the_order_of_the_file() -> None:
    more = {"ref": "family", "field": "name"}

    assert said(outcome(more, family="Ruiz", name="Ana"))["name"] == "Ana Ruiz"
    assert said(outcome(more, family="Ruiz", name=""))["name"] == "Ruiz"


def test_goals_and_their_areas() -> None:
    more = (
        {"ref": "second", "field": "goal"},
        {"ref": "second_area", "field": "goal_area"},
        {"ref": "first_area", "field": "goal_area", "goal": 1},
    )

    result = outcome(*more, second_area="curriculum", first_area="assessment", second="read more")

    assert said(result)["goals"] == [
        {"statement": "listen", "area": "assessment"},
        {"statement": "read more", "area": "curriculum"},
    ]


@pytest.mark.parametrize("order", [("goal_now", "goal_want"), ("goal_want", "goal_now")])
def test_less_far_than_now_is_kept_as_it_was_said(order) -> None:
    means = {"goal_now": "3", "goal_want": "2"}
    first, second = order

    result = outcome(**{field: means[field] for field in order})

    assert said(result)["goals"] == [{"statement": "listen", first.removeprefix("goal_"): int(means[first])}]
    assert answers(result) == {f"About {second}?": means[second]}


def test_an_area_without_its_goal_is_kept() -> None:
    more = ({"ref": "second", "field": "goal"}, {"ref": "second_area", "field": "goal_area"})

    result = outcome(*more, second_area="curriculum")

    assert said(result)["goals"] == [{"statement": "listen"}]
    assert answers(result) == {"About second_area?": "curriculum"}


def test_more_than_a_field_holds_is_kept() -> None:
    result = outcome(
        goal=[f"goal {number}" for number in range(7)],
        lengths=[str(number) for number in range(10, 22)],
        role=["teacher", "coach", "teacher"],
    )

    assert len(said(result)["goals"]) == 5
    assert said(result)["lengths"] == list(range(10, 20))
    assert said(result)["role"] == "teacher"
    assert answers(result) == {"About goal?": "goal 5\ngoal 6", "About lengths?": "20\n21", "About role?": "coach"}


def test_what_is_too_long_is_shortened_and_kept_whole() -> None:
    goal, whole = "g" * 301, "d" * 5000

    result = outcome(goal=goal, definition=whole, name="n" * 200)

    assert said(result)["goals"] == [{"statement": "g" * 299 + "…"}]
    assert said(result)["definition"] == "d" * 1999 + "…"
    assert said(result)["name"] == "n" * 119 + "…"
    assert answers(result) == {
        "About goal?": goal,
        "About definition?": "d" * 1999 + "…",
        "About name?": "n" * 200,
    }


def test_one_line_where_one_is_meant() -> None:
    result = outcome(name="Ana\r\nBcc: b@example.org", goal="listen\n\tmore", definition="a\r\nb\x00c\u2028d")

    assert said(result)["name"] == "Ana Bcc: b@example.org"
    assert said(result)["goals"] == [{"statement": "listen more"}]
    assert said(result)["definition"] == "a\nbc\nd"


def test_what_is_to_be_ignored_is_kept_nowhere() -> None:
    result = outcome(ignore="peanuts")

    assert answers(result) == {}
    assert [(row.field, row.note) for row in result.rows if row.value == "peanuts"] == [("ignore", "not kept")]


def test_at_most_fifty_answers() -> None:
    result = outcome(**{f"other_{number}": "x" for number in range(60)})

    assert len(result.answers) == 50
    assert result.left_out == 10
    assert result.signup is not None
    assert len(result.signup.answers) == 50


def test_questions_nobody_answered_are_told() -> None:
    assert [str(one) for one in outcome(*[{"id": 7, "field": "role"}], role="x").absent if one.field == "role"] == [
        "the question with the id “7”"
    ]


@given(st.lists(st.tuples(st.sampled_from([*FIELDS, "", "other"]), st.lists(st.text(), max_size=3)), max_size=12))
def test_any_answers_make_a_signup_or_name_what_is_lacking(given_answers) -> None:
    answered = [Answered(tuple(values), title=ref, ref=ref) for ref, values in given_answers]
    answered += [Answered((value,), ref=ref) for ref, value in LEAST.items() if ref not in dict(given_answers)]

    result = map_submission(form(), Submission("x", tuple(answered)))

    assert (result.signup is None) == bool(result.lacks)


@given(st.text() | st.characters(categories=["Cs", "Cc", "Zl", "Zp"]))
def test_cleaned_text_stays_as_it_is(text) -> None:
    assert line(line(text)) == line(text)
    assert prose(prose(text)) == prose(text)
    assert "\n" not in line(text)
    assert len(cut(text, 5)) <= 5
    line(text).encode()


def test_values_of_any_type() -> None:
    assert texts(None) == texts("") == texts([]) == texts({}) == ()
    assert texts(True) == ("yes",)
    assert texts(3.0) == ("3",)
    assert texts(0.5) == ("0.5",)
    assert texts(["a", None, ["b", {"x": "c", "y": "d"}]]) == ("a", "b", "c, d")
    assert texts([[[[[[["deep"]]]]]]]) == ("…",)
    assert texts(float("nan")) == ("nan",)
    assert len(texts(["x"] * 100_000)) == 100


def test_the_same_title() -> None:
    assert same("  Where do\u00a0you TEACH? ") == same("where do you teach?")


def test_minutes_in_spanish() -> None:
    assert fields.length("30 minutos") == 30
    assert fields.window("9:00 a 12:00").start.hour == 9
