"""The drawing of a participant's life in the docs is the table in the code."""

from pathlib import Path

from services.registration.participants.life import State, drawing

DOCUMENT = Path(__file__).parents[2] / "docs" / "participants.md"


def test_the_drawing_is_that_of_the_code():
    assert f"```mermaid\n{drawing()}\n```" in DOCUMENT.read_text()


def test_every_state_is_told_of():
    text = DOCUMENT.read_text()
    assert [state for state in State if f"\n| {state} | " not in text] == []
