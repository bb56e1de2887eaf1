"""From a row to a signup. Cells are read as kindly as answers of form builders; what is wrong is told, not mended."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from services.registration.edge import SignupRequest
from services.registration.participants.people import IMPORTED
from services.registration.transfer import wording
from services.registration.transfer.columns import GOAL_PARTS, GOALS, INGREDIENTS, WINDOWS, Layout
from services.registration.transfer.reading import Row
from shared.cells import letter, meant
from shared.contracts.registration import Answer, Signup
from shared.contracts.vocabulary import Language, Prose
from shared.forms import fields
from shared.forms.text import line, prose
from shared.languages import NAMES, _

MOST_ANSWERS = 50
LONGEST_ANSWER = 2000

_as_it_is: TypeAdapter[str] = TypeAdapter(Annotated[str, Prose(1_000_000)])
_BETWEEN_LENGTHS = re.compile(r"[;,/|+&\n]")
_NOTHING_BEHIND = re.compile(r"(\d+)[.,]0+")
_YES = frozenset(("yes", "y", "true", "1", "x", "on", "sí", "si", "s", "ja", "oui"))
_NO = frozenset(("", "no", "n", "false", "0", "off", "-", "nein", "non"))
_LANGUAGES = {
    **{name.casefold(): language for language, name in NAMES.items()},
    "spanish": Language.SPANISH,
    "inglés": Language.ENGLISH,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row. `column`: as it is called in the file."""

    row: int
    column: str
    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that is a signup."""

    row: int
    signup: Signup
    signed_up_at: datetime | None


@dataclass
class _Reading:
    """One row while it is read."""

    layout: Layout
    row: Row
    faults: list[Fault] = field(default_factory=list)

    def line(self, name: str) -> str:
        if not (places := self.layout.fields.get(name)):
            return ""
        return " ".join(said for place in places if (said := line(meant(self.row.cells[place]))))

    def prose(self, name: str) -> str:
        return "".join(paragraphs(meant(self.row.cells[place])) for place in self.layout.fields.get(name, ()))

    def read(self, name: str, how: Callable[[str], Any], otherwise: Callable[[], str]) -> Any:
        """What a cell says, None where it is empty or cannot be read."""
        if not (text := self.line(name)):
            return None
        try:
            return how(text)
        except ValueError:
            self.fault(name, otherwise())
            return None

    def fault(self, name: str, detail: str) -> None:
        self.faults.append(Fault(self.row.number, self.layout.called(name), detail))


def read_row(layout: Layout, row: Row, conference: str, zone: str, now: datetime) -> Entry | list[Fault]:
    """One row. `zone`: of times that do not say theirs."""
    reading = _Reading(layout, row)
    goals, numbers = _goals(reading)
    windows, ends = _windows(reading)
    signed_up_at = reading.read("signed_up_at", lambda text: _moment(text, zone, now), wording.moment)
    answers = _answers(reading)
    payload = {
        **{name: reading.line(name) for name in ("role", "school")},
        **{name: said for name in ("name", "email", "zone") if (said := reading.line(name))},
        "definition": reading.prose("definition"),
        "goals": goals,
        "spectrum": {name: reading.read(name, _step, wording.step) for name in INGREDIENTS},
        "available": windows,
        "lengths": reading.read("lengths", _lengths, wording.lengths) or [],
        "language": reading.read("language", _language, wording.language),
        "updates": reading.read("updates", _yes, wording.yes_or_no) or False,
    }
    try:
        signup = SignupRequest.model_validate(payload).signup(conference, source=IMPORTED)
    except ValidationError as invalid:
        told = {fault.column for fault in reading.faults}
        for name, detail in wording.told(invalid.errors(include_url=False, include_input=False), numbers, ends):
            if layout.called(name) not in told:
                reading.fault(name, detail)
        return reading.faults
    if reading.faults:
        return reading.faults
    return Entry(row.number, signup.model_copy(update={"answers": answers}), signed_up_at)


def paragraphs(text: str) -> str:
    """Several lines as they are; without what no answer may hold, if there is such a thing in it."""
    try:
        return _as_it_is.validate_python(text)
    except ValidationError:
        return prose(text)


def _goals(reading: _Reading) -> tuple[list[dict[str, Any]], list[int]]:
    """The goals, and which number each has in the file."""
    goals, numbers = [], []
    for number in GOALS:
        name = f"goal_{number}"
        statement = reading.line(name)
        parts = {part: reading.read(f"{name}_{part}", *_PARTS[part]) for part in GOAL_PARTS}
        if statement or any(reading.line(f"{name}_{part}") for part in GOAL_PARTS):
            goals.append({"statement": statement, **parts})
            numbers.append(number)
    return goals, numbers


def _windows(reading: _Reading) -> tuple[list[dict[str, str]], list[int]]:
    windows, numbers = [], []
    for number in WINDOWS:
        times = {end: fields.time_of_day(reading.line(f"{end}_{number}")) for end in ("from", "to")}
        if any(times.values()):
            windows.append({end: time for end, time in times.items() if time})
            numbers.append(number)
    return windows, numbers


def _answers(reading: _Reading) -> tuple[Answer, ...]:
    cells, header = reading.row.cells, reading.layout.header
    answers = []
    for place, question in reading.layout.answers.items():
        if not (value := paragraphs(meant(cells[place]))):
            continue
        if len(value) > LONGEST_ANSWER:
            words = wording.too_long(LONGEST_ANSWER)
            reading.faults.append(Fault(reading.row.number, header[place] or question, words))
            continue
        answers.append(Answer(question=question, value=value))
    if len(answers) > MOST_ANSWERS:
        words = _("There are answers in more than %(most)s columns that are no field.", most=MOST_ANSWERS)
        reading.faults.append(Fault(reading.row.number, "", words))
        return ()
    for place in _beyond(cells, len(header)):
        words = _("There is something beyond the last column. Is a cell with a comma without quotation marks?")
        reading.faults.append(Fault(reading.row.number, letter(place), words))
        break
    return tuple(answers)


def _beyond(cells: Any, columns: int) -> Iterator[int]:
    return (place for place in range(columns, len(cells)) if cells[place].strip())


def _lengths(text: str) -> list[int]:
    return [fields.length(_whole(part.strip())) for part in _BETWEEN_LENGTHS.split(text) if part.strip()]


def _language(text: str) -> Language:
    said = text.casefold()
    return _LANGUAGES.get(said) or Language(re.split("[-_]", said)[0])


def _yes(text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() not in _NO:
        raise ValueError
    return False


def _moment(text: str, zone: str, now: datetime) -> datetime:
    try:
        said = datetime.fromisoformat(text)
        moment = (said if said.tzinfo else said.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError as far:
        raise ValueError from far
    if moment > now:
        raise ValueError
    return moment


def _whole(text: str) -> str:
    """`3.0` is how some programs write 3."""
    match = _NOTHING_BEHIND.fullmatch(text)
    return match[1] if match else text


def _step(text: str) -> int:
    return fields.step(_whole(text))


_PARTS: dict[str, tuple[Callable[[str], Any], Callable[[], str]]] = {
    "area": (fields.area, wording.area),
    "priority": (lambda text: fields.priority(_whole(text)), wording.priority),
    "now": (_step, wording.step),
    "want": (_step, wording.step),
}
