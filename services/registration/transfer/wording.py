"""What is wrong in a cell, in plain words: for somebody with a spreadsheet before them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.registration.transfer.columns import INGREDIENTS
from shared.contracts.vocabulary import Area
from shared.languages import _


def step() -> str:
    """Of a place on the spectrum."""
    return _("Write 1, 2, 3 or 4, or nothing.")


def priority() -> str:
    """Of how much a goal matters."""
    return _("Write 1, 2 or 3, or nothing.")


def area() -> str:
    """Of an area."""
    return _("Write one of these, or nothing: %(areas)s.", areas=", ".join(Area))


def lengths() -> str:
    """Of session lengths."""
    return _("Write minutes from 5 to 480, several as 30;60.")


def language() -> str:
    """Of the language of mails."""
    return _("Write en or es, or nothing.")


def yes_or_no() -> str:
    """Of a wish for news."""
    return _("Write yes or no.")


def moment() -> str:
    """Of the time of a signup."""
    return _("Write a time that is past, such as 2026-09-01T14:30Z.")


def too_long(most: int) -> str:
    """Of any text."""
    return _("This is too long: %(most)s characters at most.", most=most)


def told(
    errors: Sequence[Mapping[str, Any]], goals: Sequence[int], windows: Sequence[int]
) -> Iterator[tuple[str, str]]:
    """Pydantic's errors as field and words. `goals`, `windows`: which numbers those of the payload have in the file."""
    some_goal = any(error["loc"][:1] == ("goals",) and len(error["loc"]) > 1 for error in errors)
    for error in errors:
        # A goal that is wrong is not counted: "too few" then says nothing new.
        if not (some_goal and error["loc"] == ("goals",) and error["type"] == "too_short"):
            field = _field(tuple(error["loc"]), goals, windows)
            yield field, _words(field, error)


def _field(place: tuple[int | str, ...], goals: Sequence[int], windows: Sequence[int]) -> str:
    match place:
        case ("goals", int(index), "statement"):
            return f"goal_{goals[index]}"
        case ("goals", int(index), str(part)):
            return f"goal_{goals[index]}_{part}"
        case ("goals", int(index)):
            return f"goal_{goals[index]}_want"
        case ("goals",):
            return "goal_1"
        case ("available", int(index), "from"):
            return f"from_{windows[index]}"
        case ("available", int(index), *_):
            return f"to_{windows[index]}"
        case ("spectrum", str(ingredient), *_) if ingredient in INGREDIENTS:
            return ingredient
    return str(place[0]) if place else ""


def _words(field: str, error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    if kind == "string_too_long":
        return too_long(error["ctx"]["max_length"])
    if field in ("name", "email", "goal_1") and kind in ("missing", "too_short", "string_too_short"):
        return _("This is empty, and is needed.")
    if field == "email":
        return _("This is no e-mail address.")
    if field.startswith("goal_") and field.endswith("_want"):
        return _("This is less far than they are now.")
    if field.startswith("goal_") and kind == "string_too_short":
        return _("There is no goal here, but something beside it.")
    if field.startswith(("from_", "to_")):
        if kind == "value_error" and field.startswith("to_"):
            return _("The end must be later than the start.")
        return _("Write a time such as 09:00; from and to go together.")
    if field == "zone":
        return _("Write a time zone such as America/Detroit.")
    if field == "lengths":
        return _("These are too many.")
    return _("There is a character in here that cannot be used. Write it again by hand.")
