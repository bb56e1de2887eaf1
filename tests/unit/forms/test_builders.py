"""What each builder sends, from the golden payloads to signups."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.forms.builders import read
from shared.forms.definition import Builder
from shared.forms.mapping import map_submission
from shared.forms.submission import NotASubmission, Unreadable, parse_json
from tests.unit.forms.samples import answers, demo, mapped, payload, said

BUILDERS = {"typeform": Builder.TYPEFORM, "tally": Builder.TALLY, "jotform": Builder.JOTFORM, "google": Builder.GENERIC}
NAME = {"conference": "personalized-learning-2026", "name": "Ana Ruiz", "email": "ana@example.org"}
GOAL = "let my students move at their own pace"


def test_typeform() -> None:
    result = mapped("typeform")

    assert said(result) == NAME | {
        "role": "Teacher",
        "school": "Riverside Middle School",
        "definition": "Each child.\nEvery day.",
        "goals": [{"statement": GOAL, "area": "instruction"}],
        "spectrum": {"individual_pacing": 2, "technology": 3},
        "available": [{"from": "09:00:00", "to": "12:00:00"}],
        "lengths": [30, 60],
    }
    assert answers(result) == {
        "When can you be there?": "after the buses have left",
        "May we write to you next year?": "yes",
        "utm_source": "newsletter",
    }
    assert "peanuts" not in str(result.signup)


def test_tally() -> None:
    result = mapped("tally")

    assert said(result) == NAME | {
        "goals": [{"statement": GOAL, "area": "progress_monitoring"}],
        "spectrum": {"student_choice": 2},
        "available": [{"from": "09:00:00", "to": "12:00:00"}, {"from": "13:00:00", "to": "16:30:00"}],
        "lengths": [45],
    }
    assert answers(result) == {
        "Show us a lesson": "https://storage.example.org/lesson.pdf",
        "ref": "newsletter",
    }


def test_jotform() -> None:
    result = mapped("jotform")

    assert said(result) == NAME | {
        "school": "Riverside Middle School",
        "goals": [{"statement": 'let my students "choose" & move at their own pace'}],
        "lengths": [30, 60],
    }
    assert answers(result) == {
        "phoneNumber": "616 555-0100",
        "firstTime": "Yes",
        "arrival": "08:30 AM",
        "lesson": "https://www.jotform.com/uploads/riverside/243231271343446/6084250982513018472/lesson.pdf",
    }


def test_the_token_in_jotforms_payload_is_kept_nowhere() -> None:
    assert "0123456789abcdef" in json.dumps(payload("jotform"))
    assert "0123456789abcdef" not in str(mapped("jotform"))


def test_google() -> None:
    result = mapped("google")

    assert said(result) == NAME | {
        "definition": "Every student works on what they need next.",
        "goals": [{"statement": GOAL}],
        "spectrum": {"flexible_structures": 1},
    }
    assert answers(result) == {
        "Who comes with you?": "Bo\nChidi",
        "Which of these do you use?": "Stations\nPlaylists\nContracts",
    }


@pytest.mark.parametrize(
    ("name", "delivery"),
    [
        ("typeform", "01K6QW3Z5N8V2T4R7Y9B1C0D3F"),
        ("tally", "Z9Z97Go"),
        ("jotform", "6084250982513018472"),
        ("google", ""),
    ],
)
def test_the_delivery(name, delivery) -> None:
    assert read(BUILDERS[name], payload(name)).delivery == delivery


@pytest.mark.parametrize(
    "sent",
    [
        {"answers": {"Your name": "Ana", "Your e-mail address": "ana@example.org"}},
        {"data": {"answers": {"Your name": "Ana", "Your e-mail address": "ana@example.org"}}},
        {"id": "x", "Your name": "Ana", "Your e-mail address": "ana@example.org"},
        {
            "answers": [
                {"question": "Your name", "value": "Ana"},
                {"ref": "Your e-mail address", "value": "ana@example.org"},
            ]
        },
    ],
)
def test_shapes_of_generic_json(sent) -> None:
    found = read(Builder.GENERIC, sent).answered

    assert [(one.question, one.values) for one in found] == [
        ("Your name", ("Ana",)),
        ("Your e-mail address", ("ana@example.org",)),
    ]


@pytest.mark.parametrize(
    ("builder", "sent"),
    [
        (Builder.TYPEFORM, {"event_id": "x", "event_type": "form_response_partial", "form_response": {}}),
        (Builder.TALLY, {"eventId": "x", "eventType": "FORM_RENAMED"}),
    ],
)
def test_what_is_no_submission(builder, sent) -> None:
    with pytest.raises(NotASubmission):
        read(builder, sent)


@pytest.mark.parametrize("builder", list(Builder))
@pytest.mark.parametrize("sent", [None, 1, "x", [], [[]], True])
def test_what_is_no_payload(builder, sent) -> None:
    with pytest.raises(Unreadable):
        read(builder, sent)


@pytest.mark.parametrize(
    ("builder", "sent"),
    [
        (Builder.TYPEFORM, {}),
        (Builder.TYPEFORM, {"event_type": "form_response"}),
        (Builder.TYPEFORM, {"event_type": "form_response", "form_response": {"answers": {"a": 1}}}),
        (Builder.TYPEFORM, {"event_type": "form_response", "form_response": {"answers": [{"type": "text"}]}}),
        (Builder.TYPEFORM, {"event_type": "form_response", "event_id": {"$ne": None}, "form_response": {}}),
        (Builder.TALLY, {"eventType": "FORM_RESPONSE"}),
        (Builder.TALLY, {"eventType": "FORM_RESPONSE", "data": {"fields": "all"}}),
        (Builder.TALLY, {"eventType": "FORM_RESPONSE", "data": {"fields": [{"key": 1}]}}),
        (Builder.JOTFORM, {}),
        (Builder.JOTFORM, {"rawRequest": "no JSON"}),
        (Builder.JOTFORM, {"rawRequest": "[]"}),
        (Builder.JOTFORM, {"rawRequest": "[" * 100_000}),
        (Builder.GENERIC, {"answers": [1]}),
        (Builder.GENERIC, {"answers": [{"question": ["x"]}]}),
    ],
)
def test_wrong_shapes_are_told_without_what_was_typed(builder, sent) -> None:
    with pytest.raises(Unreadable, match="This is not"):
        read(builder, sent)


def test_json_that_is_none() -> None:
    for text in (b"", b"{", b"\xff\xfe", b"[" * 200_000, b"9" * 5000, b'{"a":' * 50_000):
        with pytest.raises(Unreadable):
            parse_json(text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(name=st.sampled_from(sorted(BUILDERS)), wild=_JSON, data=st.data())
def test_whatever_is_sent_in_place_of_a_part_is_read_or_refused(name, wild, data) -> None:
    """And what is read makes a signup that the contract accepts, or names what is lacking."""
    sent = copy.deepcopy(payload(name))
    if name == "jotform":
        sent["rawRequest"] = json.loads(sent["rawRequest"])
    _replace_some(sent, wild, data)
    form = demo(name)
    try:
        submission = read(form.builder, sent)
    except (Unreadable, NotASubmission):
        return
    result = map_submission(form, submission)
    assert (result.signup is None) == bool(result.lacks)
    submission.delivery.encode()


def _replace_some(sent, wild, data) -> None:
    """Go down a random way and put something wild at its end."""
    here = sent
    while True:
        places = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not places:
            return
        place = data.draw(st.sampled_from(places))
        inside = here[place]
        if not isinstance(inside, dict | list) or data.draw(st.integers(0, 3)) == 0:
            here[place] = wild
            return
        here = inside
