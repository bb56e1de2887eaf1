import json
from pathlib import Path

import pytest

from shared.bus.decode import decode
from shared.contracts.registration import SignupReceived
from shared.outcomes import Reject

EXAMPLE = json.loads((Path(__file__).parents[3] / "shared/contracts/examples/signup.received.v1.json").read_text())
ADDRESS = "signups.personalized-learning-2026.signup.received.v1.3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c"


def decoded(change=None, address=ADDRESS):
    document = json.loads(json.dumps(EXAMPLE))
    if change:
        change(document)
    return decode(SignupReceived, address, json.dumps(document).encode())


def test_an_event_is_read():
    event = decoded()

    assert isinstance(event, SignupReceived)
    assert event.data.name == "Ana Ruiz"
    assert event.conference == "personalized-learning-2026"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda event: event.pop("id"), "invalid event: id: missing"),
        (lambda event: event.update(specversion="0.3"), "invalid event: specversion: literal_error"),
        (lambda event: event.update(type="signup.received.v2"), "invalid event: type: literal_error"),
        (lambda event: event.update(time="yesterday"), "invalid event: time: datetime_from_date_parsing"),
        (lambda event: event.update(time="2026-09-01T14:03:22"), "invalid event: time: timezone_aware"),
        (lambda event: event["data"].update(name="Ana\x07Ruiz"), "invalid event: data.name: value_error"),
        (
            lambda event: event["data"].update(goals=[{}, {"statement": "x"}]),
            "invalid event: data.goals.0.statement: missing",
        ),
        (
            lambda event: event["data"].update(email="Ana Ruiz <ana@example.org>", school=["Riverside"]),
            "invalid event: data.email: string_pattern_mismatch, data.school: string_type",
        ),
        (lambda event: event["data"].update(conference="other"), "invalid event: body: value_error"),
    ],
)
def test_a_reason_names_fields_and_rules_and_nothing_that_was_written(change, reason):
    assert decoded(change) == Reject(reason)


@pytest.mark.parametrize("body", [b"", b"Ana", b"\xff", b"{", b"[" * 100_000, b'{"id": "\\ud800"}'])
def test_what_is_not_json(body):
    assert decode(SignupReceived, ADDRESS, body) == Reject("invalid event: body: json_invalid")


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS.replace("v1", "v2"),
        ADDRESS.replace("personalized-learning-2026", "other"),
        ADDRESS[:-1] + "d",
        ADDRESS + ".more",
        "signups.>",
        "",
    ],
)
def test_the_subject_must_be_the_one_the_envelope_says(address):
    assert decoded(address=address) == Reject("envelope and subject disagree")
