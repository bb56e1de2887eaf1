"""Files as spreadsheets and other systems save them."""

import pytest

from services.registration.transfer.columns import UnusableFile
from tests.unit.registration.transfer.lists import faults, only, read

PLAIN = "name,email,goal_1\nAna,ana@example.org,listen\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.rstrip("\n"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        "\ufeff" + PLAIN,
        PLAIN.encode("utf-16"),
        "sep=;\r\n" + PLAIN.replace(",", ";"),
        "\ufeffsep=|\r\n" + PLAIN.replace(",", "|"),
        '"Name";"E-mail";"Goal 1"\n"Ana";"ana@example.org";"listen"\n',
        "NAME,E_MAIL,Goal\nAna,ana@example.org,listen\n",
        "Full Name,Email Address,Goal 1:\nAna,ana@example.org,listen\n",
        "name,email,goal_1,,,\nAna,ana@example.org,listen,,,\n,,,,,\n\n,,,,,\n",
        'name,email,goal_1\n"=""Ana""",ana@example.org,listen\n',
        "goal_1,email,name\nlisten,ana@example.org,Ana\n",
    ],
    ids=lambda content: repr(content)[:40],
)
def test_the_same_list_however_it_was_saved(content):
    entry = only(content)
    assert (entry.signup.name, entry.signup.email) == ("Ana", "ana@example.org")
    assert [goal.statement for goal in entry.signup.goals] == ["listen"]
    assert entry.signup.answers == ()


def test_windows_1252_is_read_and_told():
    contents = read("name;email;goal_1\nJosé “Pepe”;jose@example.org;leer\n".encode("cp1252"))
    assert contents.entries[0].signup.name == "José “Pepe”"
    assert contents.notes == [
        "The file is not UTF-8. It was read as Windows-1252: look whether accents are right.",
    ]
    assert read(PLAIN).notes == []


def test_rows_are_counted_as_the_spreadsheet_does():
    content = (
        "\n"  # 1
        "name,email,goal_1,definition\n"  # 2
        'Ana,ana@example.org,listen,"one\r\ntwo\nthree"\n'  # 3
        "\n"  # 4
        'Bo,bo@example.org,listen,"a ""quoted"", word"\n'  # 5
        "Cy,nonsense,listen,\n"  # 6
    )
    contents = read(content)
    assert [(entry.row, entry.signup.definition) for entry in contents.entries] == [
        (3, "one\r\ntwo\nthree"),
        (5, 'a "quoted", word'),
    ]
    assert [(fault.row, fault.column) for fault in contents.faults] == [(6, "email")]
    assert contents.rows == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "There is nothing in this file."),
        (" \n\n", "There is nothing in this file."),
        ("name,goal_1\nAna,listen\n", "There is no column for email. The first row has: name, goal_1."),
        ("Ana,ana@example.org,listen\n", "There is no column for name, email, goal_1."),
        ("name,email,Email,goal_1\n", "Several columns are for email: B, C."),
        (b"PK\x03\x04rest", "This is a spreadsheet itself. Save it as CSV UTF-8, and take that file."),
        (b"name\x81,email\xff", "The letters of this file cannot be read. Save it as CSV UTF-8."),
        ('name,email,goal_1\nAna,ana@example.org,"listen\n', "Row 2 cannot be read: look at its quotation marks."),
        ('name,email,goal_1\n\n"Ana"x,ana@example.org,l\n', "Row 3 cannot be read: look at its quotation marks."),
    ],
)
def test_files_that_cannot_be_read(content, words):
    with pytest.raises(UnusableFile) as unusable:
        read(content)
    assert str(unusable.value).startswith(words)


def test_too_many_rows():
    with pytest.raises(UnusableFile, match="more than 50000 rows"):
        read("name,email,goal_1\n" + "Ana,ana@example.org,x\n" * 50_001)


def test_unknown_columns_are_kept_as_answers_and_told():
    content = "name,email,goal_1,T-shirt,,State\nAna,ana@example.org,listen,XL,by train,Michigan\n"
    contents = read(content)
    assert [(answer.question, answer.value) for answer in contents.entries[0].signup.answers] == [
        ("T-shirt", "XL"),
        ("Column E", "by train"),
        ("State", "Michigan"),
    ]
    assert contents.notes == [
        "No field is called like these columns, so they are kept as answers: T-shirt, Column E, State.",
    ]


def test_more_cells_than_columns():
    content = "name,email,goal_1\nAna,ana@example.org,listen, and learn\n"
    assert faults(content) == [
        (2, "D", "There is something beyond the last column. Is a cell with a comma without quotation marks?")
    ]


def test_a_mapping():
    content = "Nombre,Apellido,Correo,Meta,Notas,email\nAna,Ruiz,ana@example.org,leer,secreto,otro\n"
    mapping = {"nombre": "name", "Apellido": "name", "CORREO": "email", "Meta": "Goal 1", "Notas": "ignore"}
    mapping["email"] = "ignore"
    entry = only(content, mapping)
    assert (entry.signup.name, entry.signup.email) == ("Ana Ruiz", "ana@example.org")
    assert entry.signup.answers == ()


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"Correo": "email"}, "The mapping names a column the file does not have: Correo."),
        ({"name": "nombre"}, "The mapping names a field there is not: nombre."),
    ],
)
def test_a_mapping_that_does_not_fit(mapping, words):
    with pytest.raises(UnusableFile) as unusable:
        read(PLAIN, mapping)
    assert str(unusable.value) == words


def test_first_and_last_name_are_one_name_unless_there_is_one():
    assert only("First name,Last name,email,goal\nAna,Ruiz,ana@example.org,x\n").signup.name == "Ana Ruiz"
    entry = only("First name,Name,email,goal\nAna,Ana Ruiz,ana@example.org,x\n")
    assert (entry.signup.name, entry.signup.answers[0].question) == ("Ana Ruiz", "First name")
