"""The signup form as browsers send it: read into what `SignupRequest` validates, and mistakes told field by field.

Fields of the form (each also the id of its control, unless said):

- `conference`, `submission` (hidden): the slug, and a random id that makes a double click one signup
- `language`, `zone` (hidden): what the page is written in, and where a script says the reader's clock is
- `name`, `email`, `role`, `school`, `definition`
- `goal_1` to `goal_5`, and with each `goal_1_area`, `goal_1_now` and `goal_1_want` ("1" to "4", or ""; ids as below),
  `goal_1_priority` ("1" to "3", or "")
- `student_choice`, `individual_pacing`, `flexible_structures`, `technology`: "1" to "4", or "" for not sure
  (ids: `technology-1` to `technology-4`, `technology-unsure`)
- `from_1`, `to_1`, `from_2`, `to_2`: times of day
- `lengths`, once for each length ticked (ids: `lengths-10` and so on)
- `updates`: there if it is ticked
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from shared.contracts.vocabulary import Ingredient, Zone
from shared.forms.fields import time_of_day
from shared.languages import N_, _, gettext, known_language

Answers = dict[str, str | list[str]]

GOALS = range(1, 6)
WINDOWS = range(1, 3)
PARTS = ("area", "now", "want", "priority")
"""What goes with a goal."""
ONE_LINE = ("name", "email", "role", "school")
INGREDIENTS = tuple(ingredient.value for ingredient in Ingredient)
FIELDS = (
    *ONE_LINE,
    *(name for number in GOALS for name in (f"goal_{number}", *(f"goal_{number}_{part}" for part in PARTS))),
    "definition",
    *INGREDIENTS,
    *(name for number in WINDOWS for name in (f"from_{number}", f"to_{number}")),
    "lengths",
)
"""What people fill in, in the order of the page."""
WHOLE_FORM = ""
"""The name under which `field_messages` says what belongs to no field."""

_zone: TypeAdapter[str] = TypeAdapter(Zone)
_BREAKS = re.compile(r"[\t\r\n]+")


def read_form(pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, Any], Answers]:
    """The payload for `SignupRequest`, and the answers to show again, by field name. Unknown fields are passed over.

    Goals and times left blank close up in both, so that the third of the payload is the third on the page.
    """
    typed = {name: _decent(value) for name, value in pairs}
    answers: Answers = {"submission": typed.get("submission", "").strip(), "definition": _prose(typed)}
    payload: dict[str, Any] = {}
    for name in ("conference", *ONE_LINE):
        answers[name] = text = _line(typed, name)
        if text:
            payload[name] = text
    if answers["definition"]:
        payload["definition"] = answers["definition"]
    payload |= _background(typed, answers)
    payload["goals"] = _goals(typed, answers)
    payload["spectrum"] = _spectrum(typed, answers)
    payload["available"] = _windows(typed, answers)
    answers["lengths"] = list(dict.fromkeys(_decent(value).strip() for name, value in pairs if name == "lengths"))
    payload["lengths"] = [_number(length) for length in answers["lengths"]]
    if typed.get("updates"):
        answers["updates"] = "yes"
        payload["updates"] = True
    return payload, answers


def field_messages(errors: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Pydantic's errors as one plain sentence for each field at fault, by field name."""
    # Pydantic leaves a goal that is wrong out when it counts them: "too few" then says nothing new.
    some_goal = any(error["loc"][:1] == ("goals",) and len(error["loc"]) > 1 for error in errors)
    messages: dict[str, str] = {}
    for error in errors:
        if not (some_goal and error["loc"] == ("goals",) and error["type"] == "too_short"):
            messages.setdefault(_field(error), _words(error))
    return messages


def _background(typed: Mapping[str, str], answers: Answers) -> dict[str, str]:
    """What nobody filled in, and so nobody could mend: what does not fit is left out."""
    answers["zone"] = zone = _line(typed, "zone")
    language = known_language(_line(typed, "language"))
    try:
        known = {"zone": _zone.validate_python(zone)} if zone else {}
    except ValidationError:
        known = {}
    return known | ({"language": str(language)} if language else {})


def _goals(typed: Mapping[str, str], answers: Answers) -> list[dict[str, int | str]]:
    written = [(_line(typed, f"goal_{n}"), {part: _line(typed, f"goal_{n}_{part}") for part in PARTS}) for n in GOALS]
    kept = [(statement, parts) for statement, parts in written if statement or any(parts.values())]
    for number, (statement, parts) in zip(GOALS, kept + [("", {})] * len(GOALS), strict=False):
        answers[f"goal_{number}"] = statement
        answers |= {f"goal_{number}_{part}": parts.get(part, "") for part in PARTS}
    return [
        {"statement": statement, **{part: _number(text) for part, text in parts.items() if text}}
        for statement, parts in kept
    ]


def _spectrum(typed: Mapping[str, str], answers: Answers) -> dict[str, int | str]:
    for ingredient in INGREDIENTS:
        answers[ingredient] = _line(typed, ingredient)
    return {name: _number(str(answers[name])) for name in INGREDIENTS if answers[name]}


def _windows(typed: Mapping[str, str], answers: Answers) -> list[dict[str, str]]:
    written = [(time_of_day(_line(typed, f"from_{n}")), time_of_day(_line(typed, f"to_{n}"))) for n in WINDOWS]
    kept = [window for window in written if any(window)]
    for number, (start, end) in zip(WINDOWS, kept + [("", "")] * len(WINDOWS), strict=False):
        answers[f"from_{number}"], answers[f"to_{number}"] = start, end
    # Half a window stays half, so that the other half is asked for rather than guessed.
    return [({"from": start} if start else {}) | ({"to": end} if end else {}) for start, end in kept]


def _decent(value: str) -> str:
    # A lone surrogate, which a hand-made request can hold, could not be shown again.
    return value.encode("utf-8", "replace").decode("utf-8")


def _line(typed: Mapping[str, str], name: str) -> str:
    # Boxes of several rows send line breaks, and pasting brings tabs, where one line is meant.
    return _BREAKS.sub(" ", typed.get(name, "")).strip()


def _prose(typed: Mapping[str, str]) -> str:
    # Browsers send CR LF: two characters where one was counted.
    return typed.get("definition", "").replace("\r\n", "\n").strip()


def _number(text: str) -> int | str:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else text


_EMPTY = {
    "name": N_("Write your name."),
    "email": N_("Write your e-mail address."),
    "goal_1": N_("Write at least one goal."),
}


def _field(error: Mapping[str, Any]) -> str:
    match tuple(error["loc"]):
        case ("name" | "email" | "role" | "school" | "definition" | "lengths" as field, *_):
            return str(field)
        case ("goals", int(index), str(part), *_) if part in PARTS:
            return f"goal_{index + 1}_{part}"
        case ("goals", int(index)) if error["type"] == "value_error":
            return f"goal_{index + 1}_want"
        case ("goals", int(index), *_):
            return f"goal_{index + 1}"
        case ("goals", *_):
            return "goal_1"
        case ("spectrum", str(ingredient), *_) if ingredient in INGREDIENTS:
            return ingredient
        case ("available", int(index), "from", *_):
            return f"from_{index + 1}"
        case ("available", int(index), *_):
            return f"to_{index + 1}"
    return WHOLE_FORM


def _words(error: Mapping[str, Any]) -> str:
    field, kind = _field(error), str(error["type"])
    if kind in ("missing", "too_short", "string_too_short") and field in _EMPTY:
        return gettext(_EMPTY[field])
    if kind == "string_too_long":
        return _("This is too long: keep it to %(number)s characters.", number=error["ctx"]["max_length"])
    if field == "email":
        return _("This does not look like an e-mail address, such as ana@example.org.")
    if field.endswith("_area"):
        return _("Choose an area from the list, or leave it at any area.")
    if field.startswith("goal_") and kind == "string_too_short":
        return _("Write this goal too, or clear what you chose for it.")
    if field.endswith("_priority"):
        return _("Choose from the list how much this goal matters, or leave it open.")
    if field.endswith("_want") and kind == "value_error":
        return _("This is less far than you are now. Choose the same step or a later one.")
    if field.startswith("from_"):
        return _("Write from when, or clear both times.") if kind == "missing" else _("Write a time such as 09:00.")
    if field.startswith("to_"):
        return _words_of_an_end(kind)
    if field == "lengths":
        return _("Choose from the lengths shown.")
    if field in INGREDIENTS or field.endswith(("_now", "_want")):
        return _("Choose 1, 2, 3 or 4, or not sure.")
    if field == WHOLE_FORM:
        return _(
            "Something in this form does not fit this conference. Open the signup page again and start from there."
        )
    return _("There is a character in here that cannot be used. Write it again by hand.")


def _words_of_an_end(kind: str) -> str:
    if kind == "missing":
        return _("Write until when, or clear both times.")
    return _("The end must be later than the start.") if kind == "value_error" else _("Write a time such as 15:30.")
