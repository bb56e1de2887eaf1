"""Cells as people fill them, and what they hear of mistakes."""

from datetime import UTC, datetime, time

import pytest

from shared.contracts.registration import Purpose
from shared.contracts.vocabulary import Area, Language
from tests.unit.registration.transfer.lists import faults, only, read

HEAD = "name,email,goal_1"
ANA = "Ana,ana@example.org,listen"


def row(column: str, cell: str):
    quoted = '"' + cell.replace('"', '""') + '"'
    return f"{HEAD},{column}\n{ANA},{quoted}\n"


def test_every_field():
    header = (
        "name,email,role,school,definition,goal_1,goal_1_area,goal_1_priority,goal_1_now,goal_1_want,goal_3,goal_3_area,"
        "student_choice,individual_pacing,flexible_structures,technology,from_1,to_1,from_4,to_4,lengths,"
        "language,zone,signed_up_at,updates"
    )
    cells = (
        'Ana,ana@example.org,teacher,Riverside,"a\nb",listen,Progress monitoring,1,1.0,4,read,,'
        "1,2,3,4,9:00,3:30 PM,18.00,19:00:00,30 min; 60,Español,America/Lima,2026-08-01T09:00,Yes"
    )
    entry = only(f"{header}\n{cells}\n")
    signup = entry.signup
    assert (signup.role, signup.school, signup.definition) == ("teacher", "Riverside", "a\nb")
    first, second = signup.goals
    assert (first.statement, first.area, first.priority) == ("listen", Area.PROGRESS_MONITORING, 1)
    assert (first.now, first.want, second.statement, second.area) == (1, 4, "read", None)
    assert list(signup.spectrum.model_dump().values()) == [1, 2, 3, 4]
    assert [(window.start, window.end) for window in signup.available] == [
        (time(9), time(15, 30)),
        (time(18), time(19)),
    ]
    assert (signup.lengths, signup.language, signup.zone) == ((30, 60), Language.SPANISH, "America/Lima")
    # Nine in Detroit, where the conference is.
    assert entry.signed_up_at == datetime(2026, 8, 1, 13, tzinfo=UTC)
    assert {(consent.purpose, consent.source) for consent in signup.consents} == {
        (Purpose.OPERATIONAL, "import"),
        (Purpose.UPDATES, "import"),
    }


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("goal_1_area", "sports", "Write one of these, or nothing: curriculum, instruction, assessment, attendance, "),
        ("goal_1_now", "5", "Write 1, 2, 3 or 4, or nothing."),
        ("goal_1_priority", "high", "Write 1, 2 or 3, or nothing."),
        ("technology", "2.5", "Write 1, 2, 3 or 4, or nothing."),
        ("lengths", "half an hour", "Write minutes from 5 to 480, several as 30;60."),
        ("lengths", "1000", "Write minutes from 5 to 480, several as 30;60."),
        ("lengths", ";".join(["30"] * 11), "These are too many."),
        ("language", "Klingon", "Write en or es, or nothing."),
        ("zone", "Lansing", "Write a time zone such as America/Detroit."),
        ("updates", "maybe", "Write yes or no."),
        ("signed_up_at", "10/28/2026", "Write a time that is past, such as 2026-09-01T14:30Z."),
        ("signed_up_at", "2026-09-01T12:00:01Z", "Write a time that is past, such as 2026-09-01T14:30Z."),
        ("signed_up_at", "0001-01-01T00:00+14:00", "Write a time that is past, such as 2026-09-01T14:30Z."),
        ("role", "x" * 81, "This is too long: 80 characters at most."),
        ("school", "\u200b\u200b", "There is a character in here that cannot be used. Write it again by hand."),
        ("T-shirt", "x" * 2001, "This is too long: 2000 characters at most."),
    ],
)
def test_what_does_not_fit_a_field(column, cell, words):
    ((number, named, detail),) = faults(row(column, cell))
    assert (number, named) == (2, column)
    assert detail.startswith(words)
    assert cell not in detail


@pytest.mark.parametrize(
    ("content", "column", "words"),
    [
        (f"{HEAD}\n,ana@example.org,listen\n", "name", "This is empty, and is needed."),
        (f"{HEAD}\nAna,,listen\n", "email", "This is empty, and is needed."),
        (f"{HEAD}\nAna,ana@example.org,\n", "goal_1", "This is empty, and is needed."),
        (f"{HEAD}\nAna,ana@,listen\n", "email", "This is no e-mail address."),
        (f"{HEAD},goal_1_now,goal_1_want\n{ANA},3,2\n", "goal_1_want", "This is less far than they are now."),
        (f"{HEAD},goal_2,goal_4_area\n{ANA},,support\n", "goal_4_area", "Write one of these, or nothing: "),
        (f"{HEAD},goal_2,goal_2_now\n{ANA},,2\n", "goal_2", "There is no goal here, but something beside it."),
        (f"{HEAD},Goal 3,goal_3_now\n{ANA},{'x' * 301},2\n", "Goal 3", "This is too long: 300 characters at most."),
        (f"{HEAD},from_1,to_1\n{ANA},9,15\n", "from_1", "Write a time such as 09:00; from and to go together."),
        (f"{HEAD},from_1,to_1\n{ANA},,15:00\n", "from_1", "Write a time such as 09:00; from and to go together."),
        (f"{HEAD},from_2,to_2\n{ANA},15:00,9:00\n", "to_2", "The end must be later than the start."),
    ],
)
def test_what_is_missing_or_in_the_wrong_order(content, column, words):
    found = faults(content)
    assert (found[0][0], found[0][1]) == (2, column)
    assert found[0][2].startswith(words)


def test_every_mistake_of_every_row_is_told():
    content = f"{HEAD},technology,lengths\n,nobody,,9,x\n{ANA},1,30\nBo,,listen,,\n"
    assert [(number, column) for number, column, _ in faults(content)] == [
        (2, "technology"),
        (2, "lengths"),
        (2, "name"),
        (2, "email"),
        (2, "goal_1"),
        (4, "email"),
    ]


def test_line_breaks_where_one_line_is_meant_and_characters_nobody_typed():
    entry = only('name,email,goal_1,definition,T\n"Ana\nRuiz\x0b\x00",ana@example.org,"a\r\nb","c\x0bd","e\x07f"\n')
    assert (entry.signup.name, entry.signup.goals[0].statement) == ("Ana Ruiz", "a b")
    assert (entry.signup.definition, entry.signup.answers[0].value) == ("c\nd", "ef")


def test_more_answers_than_a_signup_holds():
    questions = ",".join(f"q{number}" for number in range(51))
    content = f"{HEAD},{questions}\n{ANA},{','.join('x' * 51)}\n"
    assert faults(content) == [(2, "", "There are answers in more than 50 columns that are no field.")]


def test_duplicates_in_one_file():
    content = f"{HEAD}\n{ANA}\nBo,bo@example.org,x\nAna again,ANA@Example.org,y\nAna,ana@example.org ,z\n"
    contents = read(content)
    assert [(one.row, one.first) for one in contents.duplicates] == [(4, 2), (5, 2)]
    assert [entry.row for entry in contents.entries] == [2, 3]
    assert contents.wrong == 2
