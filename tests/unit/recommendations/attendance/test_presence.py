"""Stays follow from scans, in whatever order and however often those are told."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.attendance.presence import Hours, MissingCheckIn, MissingCheckOut, stays
from services.recommendations.attendance.scan import Scan
from tests.unit.recommendations.attendance.scans import EVENING, PROGRAMME, at, came, left, scan


def told(*scans: Scan, now=EVENING, sessions=PROGRAMME, **rules) -> list[str]:
    """The stays as one says them: `pacing 09:00-10:00`."""
    found = stays(scans, sessions, now, **rules)
    return [f"{one.guid} {one.start:%H:%M}-{one.end:%H:%M}{' and still there' if one.open else ''}" for one in found]


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        ([], []),
        ([came("pacing", "09:10"), left("pacing", "09:50")], ["pacing 09:10-09:50"]),
        # Early and late: the session's hours count.
        ([came("pacing", "08:40"), left("pacing", "10:20")], ["pacing 09:00-10:00"]),
        # The same scan from three devices.
        ([came("pacing", "09:10"), came("pacing", "09:10"), came("pacing", "09:12")], ["pacing 09:10-10:00"]),
        ([came("pacing", "09:00"), left("pacing", "09:30"), left("pacing", "09:31")], ["pacing 09:00-09:30"]),
        # Out for a call, and back.
        (
            [came("pacing", "09:00"), left("pacing", "09:20"), came("pacing", "09:30"), left("pacing", "10:00")],
            ["pacing 09:00-09:20", "pacing 09:30-10:00"],
        ),
        # Coming into a second session closes the first.
        ([came("pacing", "09:00"), came("grading", "09:40")], ["pacing 09:00-09:40", "grading 09:40-10:30"]),
        # Coming in before the second one starts closes the first all the same.
        ([came("grading", "09:30"), came("choice", "10:20")], ["grading 09:30-10:20", "choice 11:00-12:00"]),
        # A check-out of a session they had gone on from.
        (
            [came("pacing", "09:00"), came("grading", "09:40"), left("pacing", "09:45")],
            ["pacing 09:00-09:40", "grading 09:40-10:30"],
        ),
        # At one second, out comes before in.
        (
            [came("grading", "09:45"), left("pacing", "09:45"), came("pacing", "09:00")],
            ["pacing 09:00-09:45", "grading 09:45-10:30"],
        ),
        # Gone before it began; came when it was over.
        ([came("choice", "10:30"), left("choice", "10:50")], []),
        ([came("pacing", "10:00")], []),
        # Seen leaving, never coming.
        ([left("pacing", "09:50")], []),
        # What is not in the programme any more gives nothing, and yet they were not elsewhere meanwhile.
        ([came("pacing", "09:00"), came("cancelled", "09:20"), left("cancelled", "09:50")], ["pacing 09:00-09:20"]),
    ],
)
def test_what_scans_come_to(scans, expected):
    assert told(*scans) == expected


@pytest.mark.parametrize(
    ("rule", "alone", "followed"),
    [
        (MissingCheckOut.UNTIL_END, ["pacing 09:10-10:00"], ["pacing 09:10-09:40", "grading 09:40-10:00"]),
        (MissingCheckOut.UNTIL_NEXT, [], ["pacing 09:10-09:40", "grading 09:40-10:00"]),
        (MissingCheckOut.NOTHING, [], ["grading 09:40-10:00"]),
    ],
)
def test_a_check_out_that_never_came(rule, alone, followed):
    assert told(came("pacing", "09:10"), no_check_out=rule) == alone
    on = [came("pacing", "09:10"), came("grading", "09:40"), left("grading", "10:00")]
    assert told(*on, no_check_out=rule) == followed


def test_a_check_in_that_never_came():
    rule = MissingCheckIn.FROM_START

    assert told(left("pacing", "09:50"), no_check_in=rule) == ["pacing 09:00-09:50"]
    assert told(left("pacing", "09:50"), left("pacing", "09:55"), no_check_in=rule) == ["pacing 09:00-09:50"]
    assert told(left("pacing", "08:50"), no_check_in=rule) == []
    # They were in the first one until the second one started.
    both = [came("pacing", "09:00"), left("grading", "10:15")]
    assert told(*both, no_check_in=rule) == ["pacing 09:00-09:30", "grading 09:30-10:15"]
    # They were seen leaving the first one after the second had started.
    seen = [came("pacing", "09:00"), left("pacing", "09:50"), left("grading", "10:15")]
    assert told(*seen, no_check_in=rule) == ["pacing 09:00-09:50", "grading 09:50-10:15"]


def test_while_it_lasts():
    inside = [came("pacing", "09:10")]

    for rule in MissingCheckOut:
        assert told(*inside, now=at("09:25"), no_check_out=rule) == ["pacing 09:10-09:25 and still there"]
    assert told(came("pacing", "08:45"), now=at("08:50")) == ["pacing 09:00-09:00 and still there"]
    assert told(*inside, now=at("10:00")) == ["pacing 09:10-10:00"]


def test_a_session_that_was_shortened_moved_or_cancelled():
    scans = [came("pacing", "09:10"), left("pacing", "09:50")]

    assert told(*scans, sessions={"pacing": Hours(at("09:00"), at("09:30"))}) == ["pacing 09:10-09:30"]
    assert told(*scans, sessions={"pacing": Hours(at("09:30"), at("10:30"))}) == ["pacing 09:30-09:50"]
    assert told(*scans, sessions={"pacing": Hours(at("14:00"), at("15:00"))}) == []
    assert told(*scans, sessions={}) == []


CLOCKS = st.integers(8 * 60, 13 * 60).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
SCANS = st.lists(
    st.builds(scan, st.sampled_from([*PROGRAMME, "cancelled"]), st.sampled_from(["in", "out"]), CLOCKS), max_size=12
)
RULES = st.fixed_dictionaries(
    {"no_check_out": st.sampled_from(MissingCheckOut), "no_check_in": st.sampled_from(MissingCheckIn)}
)
NOWS = CLOCKS.map(at)


@given(SCANS, st.randoms(use_true_random=False), RULES, NOWS)
def test_order_and_repetition_change_nothing(scans, chance, rules, now):
    mixed = [*scans, *(one for one in scans if chance.random() < 0.5)]
    chance.shuffle(mixed)

    assert stays(mixed, PROGRAMME, now, **rules) == stays(scans, PROGRAMME, now, **rules)


@given(SCANS, RULES, NOWS)
def test_nobody_is_in_two_places_or_outside_the_hours(scans, rules, now):
    found = stays(scans, PROGRAMME, now, **rules)

    for one in found:
        hours = PROGRAMME[one.guid]
        assert hours.start <= one.start <= one.end <= hours.end
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert [one.open for one in found[:-1]] == [False] * len(found[:-1])
