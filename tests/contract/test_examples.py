"""Every event has a golden example, written by hand; it reads, and what is read is written the same."""

import json
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from shared.contracts import EVENTS

EXAMPLES = Path(__file__).parents[2] / "shared" / "contracts" / "examples"
FROZEN = Path(__file__).with_name("golden.sha256")


def example(kind: str) -> bytes:
    return (EXAMPLES / f"{kind}.json").read_bytes()


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_the_example_reads_and_is_written_the_same(event):
    text = example(event.kind)

    written = event.parse(text).encode()

    compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    assert written.decode() == compact


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_the_example_fits_the_schema_that_dataschema_names(event):
    jsonschema.validate(json.loads(example(event.kind)), event.model_json_schema())


def test_there_is_no_example_without_an_event():
    assert {path.stem for path in EXAMPLES.iterdir()} == {event.kind for event in EVENTS}


def test_an_example_does_not_change_unless_its_version_does():
    """A line in golden.sha256 is written once, when a version is new. To change a contract, add a version."""
    frozen = {kind: checksum for checksum, kind in (line.split() for line in FROZEN.read_text().splitlines())}

    found = {path.stem: sha256(path.read_bytes()).hexdigest() for path in EXAMPLES.iterdir()}

    assert found == frozen


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_a_reader_passes_over_what_a_later_minor_version_added(event):
    document = json.loads(example(event.kind))
    document["data"]["added_later"] = {"any": "thing"}
    document["anextension"] = "x"

    assert event.parse(json.dumps(document).encode()) == event.parse(example(event.kind))


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (
            "signup.received.v1",
            "signups.personalized-learning-2026.signup.received.v1.3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c",
        ),
        (
            "contact.changed.v1",
            "private.personalized-learning-2026.contact.changed.v1.8f14e45f-ceea-5e7a-9d3c-2b1f6c7a9e01",
        ),
        (
            "agenda.ready.v1",
            "conf.personalized-learning-2026.recommendations.agenda.ready.v1.8f14e45f-ceea-5e7a-9d3c-2b1f6c7a9e01",
        ),
    ],
)
def test_an_event_knows_its_subject(kind, address):
    event = next(event for event in EVENTS if event.kind == kind)

    assert event.parse(example(kind)).address == address


def test_personal_data_travels_on_two_families_only():
    text = {event.kind: example(event.kind).decode() for event in EVENTS}

    telling = {kind for kind, body in text.items() if "ana@example.org" in body or "Ana Ruiz" in body}

    assert telling == {"signup.received.v1", "contact.changed.v1", "contact.proposed.v1"}
    assert {event.family for event in EVENTS if event.kind not in telling} == {"conf.{conference}.{producer}"}
