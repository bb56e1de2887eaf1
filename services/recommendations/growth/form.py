"""The form with which somebody looks back: a place for each ingredient, a line for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.recommendations.growth.reflecting import Reflection
from shared.contracts.vocabulary import Ingredient, Line
from shared.languages import _

LONGEST_NOTE = 500
PLACES = ("1", "2", "3", "4")


class _Note(BaseModel):
    model_config = ConfigDict(frozen=True)

    note: Annotated[str, Line(LONGEST_NOTE, 0)] = ""
    version: Annotated[int, Field(ge=0)] = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent. `said` holds the places that were chosen; "not sure" is none."""

    said: Mapping[str, int]
    note: str
    version: int
    errors: Mapping[str, str] = field(default_factory=dict)
    """What is wrong, by the name of the field."""


def read_form(form: Mapping[str, object]) -> Filled:
    """What was sent, and what of it nothing can be made of."""
    sent = {name: text for name in map(str, Ingredient) if (text := str(form.get(name, "")))}
    said = {name: int(text) for name, text in sent.items() if text in PLACES}
    errors = {name: _("Choose a place from 1 to 4, or “Not sure”.") for name in sent if name not in said}
    note, version = str(form.get("note", "")), str(form.get("version", "0"))
    try:
        kept = _Note.model_validate({"note": note, "version": version})
    except ValidationError:
        words = _("Write one line of at most %(most)s characters.", most=LONGEST_NOTE)
        return Filled(said, note, int(version) if version.isdigit() else 0, {**errors, "note": words})
    return Filled(said, kept.note, kept.version, errors)


def answers(reflection: Reflection) -> dict[str, str]:
    """What the form has chosen when it opens: what they said, otherwise what the day suggests."""
    moves = reflection.grown.moves
    return {
        one.ingredient: str(moves[one.ingredient].after if one.ingredient in moves else one.proposed)
        for one in reflection.touched
    }
