"""Which deed leads from which state to which, written by hand."""

import pytest

from services.registration.participants.life import TABLE, Deed, IllegalChange, State, check, drawing


def test_what_follows_upon_what():
    """Written by hand, state by state; the drawing in the docs comes from the same table."""
    leads = {
        None: {"interested", "pending", "confirmed", "waitlisted"},
        "interested": {"interested", "pending", "confirmed", "waitlisted", "cancelled", "erased"},
        "pending": {"pending", "confirmed", "waitlisted", "cancelled", "erased"},
        "confirmed": {"confirmed", "cancelled", "erased"},
        "waitlisted": {"waitlisted", "offered", "cancelled", "erased"},
        "offered": {"offered", "confirmed", "cancelled", "erased"},
        "cancelled": {"interested", "pending", "confirmed", "waitlisted", "cancelled", "erased"},
        "erased": {"erased"},
    }
    found = {
        origin: {target.value for ways in TABLE.values() for target in ways.get(State(origin) if origin else None, ())}
        for origin in leads
    }
    assert found == leads


@pytest.mark.parametrize(
    ("state", "deed"),
    [
        (State.CONFIRMED, Deed.CONFIRM),
        (State.CONFIRMED, Deed.ACCEPT),
        (State.CANCELLED, Deed.CONFIRM),
        (State.CANCELLED, Deed.CHANGE),
        (State.WAITLISTED, Deed.ACCEPT),
        (State.ERASED, Deed.SIGN_UP),
        (None, Deed.CANCEL),
    ],
)
def test_what_is_not_possible_is_refused(state, deed):
    with pytest.raises(IllegalChange):
        check(state, deed)


def test_the_drawing_shows_each_way_once():
    lines = drawing().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    waitlisted --> offered: offer" in lines
    assert "    [*] --> pending: sign up" in lines
    assert len(lines) == len(set(lines))
