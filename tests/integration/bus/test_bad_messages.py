"""Whatever lies on a subject: the good is handled, the bad becomes a dead letter with its reason, and nothing stays."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from shared.bus.topology import SIGNUPS
from shared.contracts.registration import SignupReceived
from shared.outcomes import Done, Outcome
from tests.integration.bus.stage import running
from tests.integration.streams import count, settled, stored

MEGABYTE = 1024 * 1024
EXAMPLE = json.loads((Path(__file__).parents[3] / "shared/contracts/examples/signup.received.v1.json").read_text())
WORDS_OF_A_PERSON = ("Ana", "Ruiz", "ana@example.org", "Riverside")


def body(change: Callable[[dict[str, Any]], object] = lambda _: None) -> tuple[str, bytes]:
    """A signup of its own, changed; and the subject it belonged on before that."""
    document = json.loads(json.dumps(EXAMPLE))
    document["id"] = document["subject"] = document["correlationid"] = str(uuid4())
    address = f"signups.personalized-learning-2026.signup.received.v1.{document['id']}"
    change(document)
    return address, json.dumps(document).encode()


def with_data(**values: object) -> tuple[str, bytes]:
    return body(lambda document: document["data"].update(values))


def with_attribute(**values: object) -> tuple[str, bytes]:
    return body(lambda document: document.update(values))


def elsewhere(address: str) -> tuple[str, bytes]:
    """A good signup on a subject that is not its own."""
    return address, body()[1]


def padded(size: int, **values: object) -> tuple[str, bytes]:
    """A signup that fills `size` bytes with an attribute nobody knows."""
    address, small = with_attribute(**values)
    document = json.loads(small)
    document["padding"] = ""
    document["padding"] = "x" * (size - len(json.dumps(document)))
    return address, json.dumps(document).encode()


def raw(text: bytes) -> tuple[str, bytes]:
    return f"signups.personalized-learning-2026.signup.received.v1.{uuid4()}", text


GOOD = [
    body(),
    with_data(name="Zoë  O’Brien-Łukasz", goals=[{"statement": "日本語 🎓 * > . text"}]),
    with_attribute(added_by_a_later_version={"any": ["thing"]}),
    padded(MEGABYTE - 1024),
]
BAD = {
    "empty": (raw(b""), "invalid event: body: json_invalid"),
    "not JSON": (raw(b"Ana Ruiz <ana@example.org>"), "invalid event: body: json_invalid"),
    "cut": ((body()[0], body()[1][:-10]), "invalid event: body: json_invalid"),
    "not UTF-8": (raw(b'{"id": "\xff\xfe"}'), "invalid event: body: json_invalid"),
    "brackets": (raw(b"[" * 60_000), "invalid event: body: json_invalid"),
    "a list": (raw(b"[]"), "invalid event: body: model_type"),
    "an object of nothing": (raw(b"{}"), "invalid event: id: missing, source: missing, subject: missing"),
    "wrong types": (
        with_data(name=["Ana Ruiz"], goals="Ana Ruiz", spectrum={"technology": "Ana"}),
        "invalid event: data.name: string_type, data.goals: tuple_type, data.spectrum.technology: int_parsing",
    ),
    "out of range": (with_data(spectrum={"technology": 5}), "data.spectrum.technology: less_than_equal"),
    "a number without end": (
        (body()[0], body()[1].replace(b'"technology": 3', b'"technology": 1e999')),
        "data.spectrum.technology: finite_number",
    ),
    "no goal": (with_data(goals=[]), "data.goals: too_short"),
    "other specification": (with_attribute(specversion="2.0"), "specversion: literal_error"),
    "later type on our subject": (with_attribute(type="signup.received.v9"), "type: literal_error"),
    "later type on its subject": (
        (f"signups.a-conference.signup.received.v9.{uuid4()}", with_attribute(type="signup.received.v9")[1]),
        "type: literal_error",
    ),
    "later subject alone": (
        elsewhere(f"signups.personalized-learning-2026.signup.received.v9.{EXAMPLE['id']}"),
        "envelope and subject disagree",
    ),
    "other participant's subject": (
        elsewhere(f"signups.personalized-learning-2026.signup.received.v1.{uuid4()}"),
        "envelope and subject disagree",
    ),
    "other conference's subject": (
        elsewhere(f"signups.another.signup.received.v1.{EXAMPLE['id']}"),
        "envelope and subject disagree",
    ),
    "source and data disagree": (with_data(conference="another"), "invalid event: body: value_error"),
    "control characters": (with_data(name="Ana\r\nBcc: everybody@example.org"), "data.name: value_error"),
    "a NUL": (with_data(school="Riverside\x00"), "data.school: value_error"),
    "writing turned round": (with_data(name="Ana\u202egnp.exe"), "data.name: value_error"),
    "half a character": (with_data(name="Ana \ud800"), "invalid event: body: json_invalid"),
    "no address": (with_data(email="ana@example.org, bob@example.org"), "data.email: string_pattern_mismatch"),
    **{
        f"{place} {token!r}": (with_attribute(**{place: token}), f"{place}: string_pattern_mismatch")
        for place in ("id", "subject", "correlationid")
        for token in ("*", ">", "a.b", "a b", "a\nb")
    },
    **{
        f"conference {slug!r}": (
            with_attribute(source=f"/conferences/{slug}/registration"),
            "source: string_pattern_mismatch",
        )
        for slug in ("*", ">", "a.b", "a b", "../up")
    },
    "large": (padded(MEGABYTE - 16 * 1024, type="x"), "type: literal_error"),
}


@pytest.fixture
async def heard(standing_nats, jetstream) -> list[list[str]]:
    """What the handler of signups is given, call by call, with everything above in the queue at once."""
    calls: list[list[str]] = []

    async def handle(signups: Sequence[SignupReceived]) -> list[Outcome]:
        calls.append([signup.id for signup in signups])
        return [Done()] * len(signups)

    messages = [message for message, _ in BAD.values()]
    for place, message in enumerate(GOOD):
        messages.insert(place * len(messages) // len(GOOD), message)
    for address, text in messages:
        await jetstream.publish(address, text, stream="SIGNUPS")
    # Patient, so that all of it is one batch also where the machine is busy.
    async with running(standing_nats.url_for("registration"), replace(SIGNUPS, wait=0.5), handle):
        await settled(jetstream, "SIGNUPS", SIGNUPS.name)
    return calls


async def test_good_and_bad_in_one_batch(heard, jetstream):
    assert [set(call) for call in heard] == [{json.loads(text)["id"] for _, text in GOOD}]
    assert await count(jetstream, "SIGNUPS") == 0

    letters = await stored(jetstream, "DEAD_LETTERS")

    by_body = {letter.body: letter for letter in letters}
    assert len(letters) == len(by_body) == len(BAD)
    for name, ((address, text), reason) in BAD.items():
        letter = by_body[text]
        assert reason in letter.headers["Dead-Letter-Reason"], name
        assert letter.headers["Dead-Letter-Subject"] == address, name
        assert letter.headers["Dead-Letter-Consumer"] == "registration-signup-received"
        assert letter.headers["Dead-Letter-Deliveries"] == "1"
        assert letter.subject.startswith("dead.registration.registration-signup-received.")
        told = json.dumps(letter.headers)
        assert not [word for word in WORDS_OF_A_PERSON if word in told], name


async def test_a_message_that_fills_the_limit_is_buried_with_its_end_cut(standing_nats, jetstream):
    address, text = padded(MEGABYTE - 100, type="x")

    async def handle(signups: Sequence[SignupReceived]) -> list[Outcome]:
        raise AssertionError("there is no good one")

    # Without an id or an expected stream: its headers would not fit.
    await jetstream._nc.publish(address, text)
    async with running(standing_nats.url_for("registration"), SIGNUPS, handle):
        await settled(jetstream, "SIGNUPS", SIGNUPS.name)

    (letter,) = await stored(jetstream, "DEAD_LETTERS")
    assert len(letter.body) == MEGABYTE - 8 * 1024
    assert text.startswith(letter.body)
    assert letter.headers["Dead-Letter-Cut"].startswith(f"{MEGABYTE - 100} bytes, sha256 ")


@pytest.mark.parametrize("token", ["*", ">"])
async def test_a_wildcard_in_a_subject_reaches_nobody_else(token, standing_nats, jetstream):
    """nats-server takes such a subject literally or not at all; a neighbour is handled all the same."""
    calls: list[str] = []

    async def handle(signups: Sequence[SignupReceived]) -> list[Outcome]:
        calls.extend(signup.id for signup in signups)
        return [Done()] * len(signups)

    good = body()
    await jetstream._nc.publish(f"signups.personalized-learning-2026.signup.received.v1.{token}", body()[1])
    await jetstream.publish(*good, stream="SIGNUPS")
    async with running(standing_nats.url_for("registration"), SIGNUPS, handle):
        await settled(jetstream, "SIGNUPS", SIGNUPS.name)

    assert calls == [json.loads(good[1])["id"]]
    assert await count(jetstream, "SIGNUPS") == 0
