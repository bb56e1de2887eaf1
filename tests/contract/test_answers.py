"""Answers were added to v1 of the signup: who has none sees nothing of it, and they stay where personal data may be."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.registration.domain import fingerprint, wishes
from shared.contracts.registration import SignupReceived

EXAMPLE = Path(__file__).parents[2] / "shared" / "contracts" / "examples" / "signup.received.v1.json"
ANSWERS = [{"question": "May we write to you next year?", "value": "Yes,\nplease"}]


def received(**changes) -> SignupReceived:
    document = json.loads(EXAMPLE.read_text())
    document["data"] |= changes
    return SignupReceived.parse(json.dumps(document).encode())


def test_without_answers_nothing_is_written() -> None:
    assert b"answers" not in received().encode()
    assert received(answers=[]).encode() == received().encode()


def test_the_fingerprint_of_a_signup_taken_before_stays_what_it_was() -> None:
    # Computed by the version before answers; a retry of a form that was open meanwhile has to meet it.
    assert fingerprint(received().data) == "df4cdb0cb9966724e2ecb32adc3a7bf348cf57e2d02e6559839f673e5b544be3"


def test_answers_travel_with_the_signup() -> None:
    written = received(answers=ANSWERS).encode()

    assert json.loads(written)["data"]["answers"] == ANSWERS
    assert SignupReceived.parse(written) == received(answers=ANSWERS)
    assert fingerprint(received(answers=ANSWERS).data) != fingerprint(received().data)


def test_answers_are_in_nothing_that_follows() -> None:
    told = wishes(received(answers=ANSWERS).data, 1).model_dump_json()

    assert "next year" not in told
    assert "answers" not in told


@pytest.mark.parametrize(
    "answers",
    [
        ANSWERS * 51,
        [{"question": "", "value": "x"}],
        [{"question": "x" * 301, "value": "x"}],
        [{"question": "two\nlines", "value": "x"}],
        [{"question": "x", "value": "x" * 2001}],
        [{"question": "x", "value": "\x00"}],
        [{"question": "x"}],
    ],
)
def test_what_is_no_answer(answers) -> None:
    with pytest.raises(ValidationError):
        received(answers=answers)
