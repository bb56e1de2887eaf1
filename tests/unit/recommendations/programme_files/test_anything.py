"""Whatever somebody hands in, it is a programme or it is said what is wrong with it."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.programme_files.found import Unreadable
from services.recommendations.programme_files.reading import read_programme
from tests.unit.recommendations.programme_files.samples import sample

MOMENTS = ("2026-10-25", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00", "2026-10-25T09:00", "24:00", "25:61")
KEYS = ("rooms", "date", "day_start", "name", "events", "title", "start", "duration", "end", "guid", "Hall")
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS | st.sampled_from(MOMENTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)
SAMPLES = st.sampled_from(["harbour.json", "lighthouse.xml"])


def read(content: bytes) -> None:
    with contextlib.suppress(Unreadable):
        for fault in read_programme(content, "a-day", "America/Detroit").faults:
            assert fault.detail


@given(VALUES)
def test_any_days(days) -> None:
    read(json.dumps({"schedule": {"conference": {"days": days}}}).encode())
    read(
        json.dumps({"schedule": {"conference": {"days": [{"date": "2026-10-25", "rooms": {"Hall": [days]}}]}}}).encode()
    )


@given(VALUES)
def test_any_sessions_of_our_own(sessions) -> None:
    read(json.dumps({"conference": "a-day", "sessions": sessions}).encode())
    read(json.dumps({"sessions": [sessions]}).encode())


@given(
    st.sampled_from(["harbour.json", "lighthouse.xml"]), st.integers(0, 7000), st.binary(max_size=6), st.integers(0, 9)
)
def test_files_with_something_else_in_the_middle(name, place, instead, length) -> None:
    content = sample(name)
    read(content[:place] + instead + content[place + length :])


@given(st.binary(max_size=60))
def test_any_bytes(content) -> None:
    read(content)


@pytest.mark.parametrize(
    "event",
    [
        {"duration": 10**400},
        {"duration": "9" * 400},
        {"duration": "9999:99"},
        {"date": "0001-01-01T00:00:00+14:00"},
        {"id": 10**300},
        {"persons": [[[{"name": "x"}]]]},
    ],
)
def test_numbers_and_times_at_the_ends(event: dict[str, Any]) -> None:
    said = {"title": "A", "date": "2026-10-25T09:00:00+01:00", "duration": "1:00", **event}
    read(json.dumps({"schedule": {"conference": {"days": [{"rooms": {"Hall": [said]}}]}}}).encode())


@pytest.mark.parametrize("depth", [200, 900, 990, 100_000])
def test_a_thing_in_a_thing_in_a_thing(depth) -> None:
    inside = b"[" * depth + b"]" * depth
    event = b'{"title": "A", "date": "2026-10-25T09:00Z", "duration": "1:00", "answers": ' + inside + b"}"
    read(b'{"schedule": {"conference": {"days": [{"rooms": {"Hall": [' + event + b"]}}]}}}")


def test_numbers_no_file_can_hold() -> None:
    with pytest.raises(Unreadable, match="1e999 is no number"):
        read_programme(b'{"schedule": 1e999}', "a-day", "UTC")
