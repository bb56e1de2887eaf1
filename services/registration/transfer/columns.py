"""Which columns a file can have, and which of them a file does have."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import TypeAdapter, ValidationError

from shared.cells import letter, meant
from shared.contracts.vocabulary import Ingredient, Line
from shared.forms.text import cut, line
from shared.languages import N_, _

GOALS = range(1, 6)
WINDOWS = range(1, 11)
GOAL_PARTS = ("area", "priority", "now", "want")
INGREDIENTS = tuple(ingredient.value for ingredient in Ingredient)
BEFORE_TIMES = (
    *("name", "email", "role", "school", "definition"),
    *(name for number in GOALS for name in (f"goal_{number}", *(f"goal_{number}_{part}" for part in GOAL_PARTS))),
    *INGREDIENTS,
)
AFTER_TIMES = ("lengths", "language", "zone", "signed_up_at", "updates")
FIELDS = frozenset((*BEFORE_TIMES, *(f"{end}_{number}" for number in WINDOWS for end in ("from", "to")), *AFTER_TIMES))
"""What a column can be for."""
OF_EXPORTS = ("id", "state", "version", "updates_confirmed", "consents")
"""What an export says beyond that. A file that has all of them is one; another may mean something else by `state`."""
IGNORE = "ignore"
NEEDED = ("name", "email", "goal_1")
ANSWER = "answer: "
"""Before a question that would read as a field."""

_ALIASES = {
    **dict.fromkeys(("full_name", "first_name", "last_name", "given_name", "family_name"), "name"),
    **dict.fromkeys(("e_mail", "mail", "email_address", "e_mail_address"), "email"),
    **dict.fromkeys(("organisation", "organization"), "school"),
    **dict.fromkeys(("goal", "goals"), "goal_1"),
    **{f"goal{number}": f"goal_{number}" for number in GOALS},
    **dict.fromkeys(("session_lengths", "length"), "lengths"),
    **dict.fromkeys(("time_zone", "timezone"), "zone"),
    **dict.fromkeys(("registered_at", "signed_up"), "signed_up_at"),
    **dict.fromkeys(("from", "available_from"), "from_1"),
    **dict.fromkeys(("to", "available_to"), "to_1"),
}
"""What other systems call a field. Where a column has the field's own name, these are answers like others."""
_JOINED = frozenset(("name",))
"""Several columns make one: first and last name."""
_LONGEST_QUESTION = 300
_fit: TypeAdapter[str] = TypeAdapter(Annotated[str, Line(_LONGEST_QUESTION)])
NO_NAME = N_("Column %(letter)s")


class UnusableFile(Exception):
    """A file no row of which can be read; says why, in plain words."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is in which column, counted from 0."""

    header: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    answers: Mapping[int, str]
    """Columns that are no field, with the question they answer."""
    state: int | None
    """Where an export says what became of somebody; None in any other file."""

    def called(self, field: str) -> str:
        """The name of a field's column in this file or, where it has none, the field's own."""
        places = self.fields.get(field)
        return self.header[places[0]] if places else field


def plain(heading: str) -> str:
    """`Goal 1 – area` as `goal_1_area`."""
    return re.sub(r"[\W_]+", "_", heading.casefold()).strip("_")


def is_taken(question: str) -> bool:
    """Whether a question would be read as something else, were it a column's name."""
    name = plain(question)
    known = name in FIELDS or name in _ALIASES or name in OF_EXPORTS
    return known or question.casefold().startswith(ANSWER)


def layout_of(header: Sequence[str], filled: Sequence[bool], mapping: Mapping[str, str]) -> Layout:
    """Read the first row. `filled`: which columns have anything below it. Raises UnusableFile."""
    names = [plain(heading) for heading in header]
    wanted = _wanted(mapping, names)
    is_export = all(name in names for name in OF_EXPORTS)
    fields: dict[str, list[int]] = {}
    answers: dict[int, str] = {}
    for place, (heading, name) in enumerate(zip(header, names, strict=True)):
        field = wanted.get(name) or (name if name in FIELDS else _alias(name, names, wanted))
        if field in FIELDS:
            fields.setdefault(field, []).append(place)
        elif field == IGNORE or (is_export and name in OF_EXPORTS):
            continue
        elif heading.strip() or filled[place]:
            answers[place] = _question(heading, place)
    _check(fields, header)
    state = names.index("state") if is_export else None
    return Layout(tuple(header), {field: tuple(places) for field, places in fields.items()}, answers, state)


def _wanted(mapping: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for column, target in mapping.items():
        field = IGNORE if plain(target) == IGNORE else plain(target)
        if field != IGNORE and field not in FIELDS:
            raise UnusableFile(_("The mapping names a field there is not: %(field)s.", field=cut(line(target), 60)))
        if plain(column) not in names:
            words = _("The mapping names a column the file does not have: %(column)s.", column=cut(line(column), 60))
            raise UnusableFile(words)
        wanted[plain(column)] = field
    return wanted


def _alias(name: str, names: Sequence[str], wanted: Mapping[str, str]) -> str:
    field = _ALIASES.get(name, "")
    return "" if field in names or field in wanted.values() else field


def _check(fields: Mapping[str, Sequence[int]], header: Sequence[str]) -> None:
    for field, places in fields.items():
        if len(places) > 1 and field not in _JOINED:
            columns = ", ".join(letter(place) for place in places)
            raise UnusableFile(_("Several columns are for %(field)s: %(columns)s.", field=field, columns=columns))
    missing = [field for field in NEEDED if field not in fields]
    if missing:
        found = cut(", ".join(line(heading) for heading in header if heading.strip()), 300)
        words = _(
            "There is no column for %(missing)s. The first row has: %(found)s. Rename columns there, or map them.",
            missing=", ".join(missing),
            found=found or "—",
        )
        raise UnusableFile(words)


def _question(heading: str, place: int) -> str:
    question = line(meant(heading))
    if question.casefold().startswith(ANSWER):
        question = question[len(ANSWER) :]
    try:
        return _fit.validate_python(cut(question, _LONGEST_QUESTION))
    except ValidationError:
        return _(NO_NAME, letter=letter(place))
