from datetime import UTC, datetime

from services.recommendations.reproducing.states import state_of
from shared.contracts.recommendations import Session

ONE = Session(version=1, guid="one", title="One", start=datetime(2026, 10, 28, 13, tzinfo=UTC), minutes=60, room="A")
TWO = ONE.model_copy(update={"guid": "two"})


def test_the_name_follows_from_the_content() -> None:
    name = state_of("kent", "America/Detroit", [ONE, TWO]).name
    assert state_of("kent", "America/Detroit", [TWO, ONE]).name == name
    others = [
        state_of("kent", "America/Detroit", [ONE]),
        state_of("kent", "America/Detroit", [ONE, TWO.model_copy(update={"room": "B"})]),
        state_of("kent", "America/Chicago", [ONE, TWO]),
    ]
    assert name not in {other.name for other in others}


def test_a_session_that_did_not_change_is_the_same_in_the_next_programme() -> None:
    before = state_of("kent", "America/Detroit", [ONE, TWO])
    after = state_of("kent", "America/Detroit", [ONE, TWO.model_copy(update={"minutes": 45})])
    assert before.sessions[0] == after.sessions[0]
    assert before.sessions[1] != after.sessions[1]
