"""What somebody says when they look back, as the form sends it."""

from services.recommendations.growth.form import read_form


def test_a_place_that_there_is_none_of_is_told_and_no_answer_is_none():
    filled = read_form(
        {"technology": "3", "student_choice": "", "flexible_structures": "9", "note": "x", "version": "2"}
    )

    assert filled.said == {"technology": 3}
    assert filled.errors == {"flexible_structures": "Choose a place from 1 to 4, or “Not sure”."}
    assert (filled.note, filled.version) == ("x", 2)


def test_a_note_is_one_line_and_everything_wrong_is_told_at_once():
    filled = read_form({"technology": "0", "note": "x" * 501})

    assert filled.errors == {
        "technology": "Choose a place from 1 to 4, or “Not sure”.",
        "note": "Write one line of at most 500 characters.",
    }
