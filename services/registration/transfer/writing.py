"""From participants to CSV (RFC 4180) that spreadsheets open as it is meant, and that an import reads as it was."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, time

from services.registration.participants.people import agrees_to
from services.registration.participants.person import ConsentEntry, Person
from services.registration.transfer.columns import (
    AFTER_TIMES,
    ANSWER,
    BEFORE_TIMES,
    GOAL_PARTS,
    GOALS,
    INGREDIENTS,
    is_taken,
)
from services.registration.transfer.roster import Roster, Shape
from shared.cells import defused
from shared.contracts.registration import Purpose, Signup

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for something else."""
TWO_WINDOWS = 2
"""As many as the signup form has."""
_ROWS_AT_ONCE = 200


async def export(roster: Roster, conference: str, delimiter: str = ",") -> AsyncIterator[bytes]:
    """The whole list, some rows at a time."""
    shape = await roster.shape(conference)
    sheet = _Sheet(delimiter)
    sheet.write(header(shape))
    yield BOM.encode() + sheet.taken()
    waiting = 0
    async for person in roster.everybody(conference):
        sheet.write(cells(person, shape))
        waiting += 1
        if waiting == _ROWS_AT_ONCE:
            yield sheet.taken()
            waiting = 0
    yield sheet.taken()


class _Sheet:
    """Rows that wait to be sent."""

    def __init__(self, delimiter: str) -> None:
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator="\r\n")
        self.write: Callable[[list[str]], object] = self._writer.writerow

    def taken(self) -> bytes:
        """What was written since the last time."""
        written = self._text.getvalue().encode()
        self._text.seek(0)
        self._text.truncate()
        return written


def header(shape: Shape) -> list[str]:
    """The first row."""
    windows = range(1, max(TWO_WINDOWS, shape.windows) + 1)
    return [
        *BEFORE_TIMES,
        *(f"{end}_{number}" for number in windows for end in ("from", "to")),
        *AFTER_TIMES,
        *("updates_confirmed", "consents", "id", "state", "version"),
        *(defused(f"{ANSWER}{question}" if is_taken(question) else question) for question in _questions(shape)),
    ]


def cells(person: Person, shape: Shape) -> list[str]:
    """One row."""
    signup = person.signup
    return [
        defused(person.name),
        defused(person.email),
        *(_said(signup) if signup else [""] * (len(BEFORE_TIMES) - 2)),
        *_windows(signup, shape),
        ";".join(str(length) for length in signup.lengths) if signup else "",
        person.language or "",
        person.zone or "",
        _moment(person.signed_up_at),
        "yes" if _wishes_news(person) else "no",
        "yes" if agrees_to(person, Purpose.UPDATES) else "no",
        defused("\n".join(_consent(entry) for entry in person.consents)),
        *(person.id, person.state.value, str(person.version)),
        *_answers(signup, shape),
    ]


def _said(signup: Signup) -> Iterator[str]:
    yield from (defused(text) for text in (signup.role, signup.school, signup.definition))
    for number in GOALS:
        goal = signup.goals[number - 1] if number <= len(signup.goals) else None
        yield defused(goal.statement) if goal else ""
        yield from (_number(getattr(goal, part)) if goal else "" for part in GOAL_PARTS)
    yield from (_number(getattr(signup.spectrum, name)) for name in INGREDIENTS)


def _windows(signup: Signup | None, shape: Shape) -> Iterator[str]:
    given = signup.available if signup else ()
    for place in range(max(TWO_WINDOWS, shape.windows)):
        window = given[place] if place < len(given) else None
        yield from (_time(window.start), _time(window.end)) if window else ("", "")


def _answers(signup: Signup | None, shape: Shape) -> Iterator[str]:
    given: dict[str, list[str]] = {}
    for answer in signup.answers if signup else ():
        given.setdefault(answer.question, []).append(answer.value)
    for question, times in shape.questions:
        values = given.get(question, [])
        yield from (defused(values[at]) if at < len(values) else "" for at in range(times))


def _questions(shape: Shape) -> Iterator[str]:
    return (question for question, times in shape.questions for _ in range(times))


def _wishes_news(person: Person) -> bool:
    lines = [entry.consent for entry in person.consents if entry.consent.purpose is Purpose.UPDATES]
    return bool(lines) and lines[-1].given


def _consent(entry: ConsentEntry) -> str:
    consent = entry.consent
    words = ("given" if consent.given else "withdrawn", "confirmed" if entry.confirmed else "not confirmed")
    return f"{consent.purpose} {', '.join(words)}: {consent.wording}, {consent.source}, {_moment(entry.at)}"


def _number(value: object) -> str:
    return "" if value is None else str(value)


def _time(moment: time) -> str:
    return moment.isoformat() if moment.second or moment.microsecond else moment.isoformat("minutes")


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else ""
