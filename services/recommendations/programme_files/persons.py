"""The people of an event: pretalx and frab name them in different ways."""

from collections.abc import Sequence
from typing import Any

from services.recommendations.programme_files.texts import one_line, short, worded

LONGEST_NAME = 120
_NAMES = ("public_name", "full_public_name", "name", "full_name", "display_name")
"""What somebody is to be called in public, the most public first."""


def canonical(persons: Any) -> list[dict[str, Any]]:
    """Each as an object with a `name`, the public one, and whatever else is said of them."""
    given = persons if isinstance(persons, list) else [persons] if persons else []
    return [person for one in given if (person := _person(one)) and short(person["name"], LONGEST_NAME)]


def speakers(persons: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Their names, as sessions hold them."""
    return tuple(name for person in persons if (name := short(person["name"], LONGEST_NAME)))


def plain(persons: Sequence[dict[str, Any]]) -> bool:
    """Whether nothing is said of them but names that sessions can hold."""
    return all(set(person) == {"name"} for person in persons) and [person["name"] for person in persons] == list(
        speakers(persons)
    )


def named(names: Sequence[str]) -> list[dict[str, Any]]:
    """People of whom only their names are known."""
    return [{"name": name} for name in names]


def over(now: Sequence[dict[str, Any]], was: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """These people, with what was said of the same ones before."""
    known = {person["name"]: person for person in was}
    return [{**known.get(person["name"], {}), **person} for person in now]


def _person(said: Any) -> dict[str, Any] | None:
    if isinstance(said, str):
        return {"name": one_line(said)}
    if not isinstance(said, dict):
        return None
    name = next((text for key in _NAMES if (text := one_line(worded(said.get(key))))), "")
    if not name:
        name = " ".join(part for key in ("first_name", "last_name") if (part := one_line(worded(said.get(key)))))
    # The public name is the name: a schema allows one of the two only, and prefers this.
    rest = {key: value for key, value in said.items() if key not in ("name", "public_name") and value is not None}
    return {"name": name, **rest}
