"""What is exported opens well, runs nothing, and is read again as it was."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.registration.participants.life import State
from services.registration.participants.person import ConsentEntry, Person
from services.registration.transfer.roster import Shape
from services.registration.transfer.writing import export
from shared.cells import defused, letter, meant
from shared.contracts.registration import Answer, Consent, Purpose, Signup
from shared.contracts.vocabulary import Area, Language
from tests.unit.registration.transfer.lists import read

SIGNED_UP = datetime(2026, 8, 1, 12, 30, tzinfo=UTC)


class Book:
    """Roster over a list."""

    def __init__(self, *people: Person) -> None:
        self.people = people

    async def shape(self, conference: str) -> Shape:
        most: Counter[str] = Counter()
        signups = [one.signup for one in self.people if one.signup]
        for signup in signups:
            most |= Counter(answer.question for answer in signup.answers)
        return Shape(list(most.items()), max(len(signup.available) for signup in signups))

    async def everybody(self, conference: str):
        for one in self.people:
            yield one

    async def with_address(self, conference: str, addresses: Sequence[str]) -> dict[str, State]:
        return {}

    async def of_signups(self, signups: Sequence[str]) -> set[str]:
        return set()


def person(id: str = "p-1", state: State = State.CONFIRMED, **said: Any) -> Person:
    wanted = {"conference": "a-conference", "name": "Ana", "email": "ana@example.org", "goals": [{"statement": "x"}]}
    signup = Signup.model_validate({**wanted, **said})
    consents = tuple(ConsentEntry(consent, SIGNED_UP) for consent in signup.consents)
    return Person(
        id,
        "a-conference",
        state,
        3,
        signup.name,
        signup.email,
        signup=signup,
        signed_up_at=SIGNED_UP,
        language=signup.language,
        zone=signup.zone,
        consents=consents,
    )


async def exported(*people: Person, delimiter: str = ",") -> bytes:
    return b"".join([chunk async for chunk in export(Book(*people), "a-conference", delimiter)])


def table(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1",
    "+49 170 123",
    "'=1",
    "''+x",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_text_and_text_again(text):
    assert defused(text) == f"'{text}"
    assert meant(defused(text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x; @SUM(A1)", "x; '@SUM(A1)"),
        ("a,+1", "a,'+1"),
        ("one\n=1+1\n- two", "one\n'=1+1\n'- two"),
        ('say ";=1', "say \";'=1"),
        ("\t=1", "'\t'=1"),
        ("=1;=2", "'=1;'=2"),
        ("x;'=1", "x;''=1"),
    ],
)
def test_no_formula_comes_out_where_another_separator_cuts(text, cell):
    assert defused(text) == cell
    assert meant(cell) == text


@pytest.mark.parametrize("text", ["", "x", "-5", "-5.5", "5", "2026-09-01", "09:00", "3;4", "a=b", "'tis", "''", "'"])
def test_what_is_no_formula_stays_as_it_is(text):
    assert defused(text) == meant(text) == text


def test_zeros_that_excel_was_asked_to_keep():
    assert meant('="0012"') == "0012"
    assert meant('\'="0012"') == '="0012"'


@given(some.text())
def test_any_text_is_meant_as_it_was(text):
    assert meant(defused(text)) == text


def test_letters():
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


async def test_the_file_as_bytes():
    content = await exported(person(definition='say "yes"\nor no', answers=[Answer(question="T, shirt", value="XL")]))
    assert content.startswith(b"\xef\xbb\xbfname,email,role,school,definition,goal_1,goal_1_area,")
    assert content.count(b"\r\n") == 2
    assert b'"say ""yes""\nor no"' in content
    assert b',consents,id,state,version,"T, shirt"\r\n' in content
    assert content.endswith(b",p-1,confirmed,3,XL\r\n")


async def test_what_an_export_says():
    consents = [
        Consent(purpose=Purpose.OPERATIONAL, wording="w-1", source="form"),
        Consent(purpose=Purpose.UPDATES, wording="w-2", source="import"),
    ]
    one = person(
        goals=[{"statement": "=1+1", "area": "assessment", "priority": 2, "now": 1, "want": 3}],
        available=[{"from": "09:00", "to": "12:00"}],
        lengths=[30, 60],
        language="es",
        zone="America/Lima",
        consents=consents,
    )
    (row,) = table(await exported(one, delimiter=";"), ";")
    assert {name: value for name, value in row.items() if value} == {
        "name": "Ana",
        "email": "ana@example.org",
        "goal_1": "'=1+1",
        "goal_1_area": "assessment",
        "goal_1_priority": "2",
        "goal_1_now": "1",
        "goal_1_want": "3",
        "from_1": "09:00",
        "to_1": "12:00",
        "lengths": "30;60",
        "language": "es",
        "zone": "America/Lima",
        "signed_up_at": "2026-08-01T12:30:00Z",
        "updates": "yes",
        "updates_confirmed": "no",
        "consents": "operational given, not confirmed: w-1, form, 2026-08-01T12:30:00Z\n"
        "updates given, not confirmed: w-2, import, 2026-08-01T12:30:00Z",
        "id": "p-1",
        "state": "confirmed",
        "version": "3",
    }


async def test_who_cancelled_or_never_signed_up_is_not_signed_up_by_an_export():
    content = await exported(person(), person("p-2", State.CANCELLED, email="bo@example.org"))
    contents = read(content)
    assert [entry.signup.email for entry in contents.entries] == ["ana@example.org"]
    assert contents.passed_over == [3]
    assert contents.notes == ["Rows of people who have cancelled or never signed up are passed over: 1."]


# What the contracts refuse never gets as far as an export.
lines = some.text(some.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=60)
line = some.one_of(lines, some.sampled_from(FORMULAS).map(str.strip)).map(str.strip).filter(bool)
prose = some.one_of(
    some.text(some.sampled_from("ab=+-@',;\"\t\r\n\u2028éß東 "), max_size=40).map(str.strip),
    some.text(some.characters(exclude_categories=("Cc", "Cs", "Cf")), max_size=80).map(str.strip),
)
answers = some.lists(
    some.tuples(some.one_of(line, some.sampled_from(["Name?", "answer: x", "state"])), prose), max_size=5
)
goals = some.lists(
    some.fixed_dictionaries(
        {
            "statement": line,
            "area": some.none() | some.sampled_from(Area),
            "priority": some.none() | some.integers(1, 3),
            "now": some.none() | some.integers(1, 2),
            "want": some.none() | some.integers(2, 4),
        }
    ),
    min_size=1,
    max_size=5,
)
windows = some.lists(some.tuples(some.times(max_value=time(11)), some.times(min_value=time(12))), max_size=10)


@given(some.data())
async def test_whatever_was_said_is_read_again_as_it_was(data):
    people = []
    for number in range(data.draw(some.integers(1, 3))):
        said: dict[str, Any] = {
            "name": data.draw(line),
            "email": f"{data.draw(some.sampled_from(['a', '+x', '-', '=x', chr(39) + '=y']))}{number}@example.org",
            "role": data.draw(some.one_of(some.just(""), line)),
            "school": data.draw(some.one_of(some.just(""), line)),
            "definition": data.draw(prose),
            "goals": data.draw(goals),
            "spectrum": {"technology": data.draw(some.none() | some.integers(1, 4))},
            "available": [{"from": start, "to": end} for start, end in data.draw(windows)],
            "lengths": data.draw(some.lists(some.integers(5, 480), max_size=10)),
            "language": data.draw(some.none() | some.sampled_from(Language)),
            "zone": data.draw(some.sampled_from([None, "America/Lima", "UTC"])),
            "answers": [Answer(question=asked, value=value) for asked, value in data.draw(answers) if value],
        }
        people.append(person(f"p-{number}", **_fit(said)))
    delimiter = data.draw(some.sampled_from([",", ";", "\t"]))

    contents = read(await exported(*people, delimiter=delimiter))

    assert (contents.faults, contents.duplicates, contents.delimiter) == ([], [], delimiter)
    assert len(contents.entries) == len(people)
    for entry, one in zip(contents.entries, people, strict=True):
        aside = {"consents", "answers"}
        assert one.signup
        assert entry.signup.model_dump(exclude=aside) == one.signup.model_dump(exclude=aside)
        assert Counter(entry.signup.answers) == Counter(one.signup.answers)
        assert entry.signed_up_at == one.signed_up_at


def _fit(said: dict[str, Any]) -> dict[str, Any]:
    """As a contract keeps it: it trims a little more than Python does."""
    return Signup.model_validate({"conference": "a-conference", **said}).model_dump(by_alias=True)
