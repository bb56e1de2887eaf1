"""The file that says how one form maps: which builder, which conference, which question to which field.

The name of the file, without `.toml`, is the id of the form and a part of its address.
"""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from shared.contracts.vocabulary import Slug
from shared.forms.submission import Answered
from shared.forms.text import same
from shared.wrong import wrong_with

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class UnusableForm(Exception):
    """A form that cannot be used as it is set up; says which, and what is wrong."""


class Builder(StrEnum):
    """Who makes the form."""

    TYPEFORM = "typeform"
    TALLY = "tally"
    JOTFORM = "jotform"
    GENERIC = "generic"


class Scheme(StrEnum):
    """How a generic form proves that it sent something."""

    STANDARD_WEBHOOKS = "standard-webhooks"
    BODY = "body"
    """HMAC-SHA256 of the body alone: for senders that can do no better, as it says nothing about when."""


class Target(StrEnum):
    """What a question can map to."""

    NAME = "name"
    EMAIL = "email"
    ROLE = "role"
    SCHOOL = "school"
    DEFINITION = "definition"
    GOAL = "goal"
    GOAL_AREA = "goal_area"
    GOAL_NOW = "goal_now"
    GOAL_WANT = "goal_want"
    GOAL_PRIORITY = "goal_priority"
    STUDENT_CHOICE = "student_choice"
    INDIVIDUAL_PACING = "individual_pacing"
    FLEXIBLE_STRUCTURES = "flexible_structures"
    TECHNOLOGY = "technology"
    AVAILABLE = "available"
    LENGTHS = "lengths"
    IGNORE = "ignore"
    """Not to be kept at all."""


NEEDED = (Target.NAME, Target.EMAIL, Target.GOAL)
"""Without these nobody can be signed up."""
OF_A_GOAL = (Target.GOAL_AREA, Target.GOAL_NOW, Target.GOAL_WANT, Target.GOAL_PRIORITY)
"""These go with a goal."""


def _alike(values: dict[str, str | int]) -> dict[str, str | int]:
    return {same(said): meant for said, meant in values.items()}


def _text(written: object) -> object:
    # Jotform's ids are numbers.
    return str(written) if isinstance(written, int) else written


_Name = Annotated[str, BeforeValidator(_text), StringConstraints(strip_whitespace=True, max_length=1000)]


class Question(BaseModel):
    """One question, named by its ref, its id or its title, and what its answers are for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ref: _Name = ""
    id: _Name = ""
    title: _Name = ""
    field: Target
    goal: Annotated[int, Field(ge=1, le=5)] | None = None
    """Which goal this is, or of which it tells more; the next one, or the goal before, unless said."""
    values: Annotated[dict[str, str | int], AfterValidator(_alike)] = {}
    """What an answer means, where it does not say it itself; "" for nothing."""

    @model_validator(mode="after")
    def _consistent(self) -> "Question":
        if len([name for name in (self.ref, self.id, self.title) if name]) != 1:
            raise ValueError("needs exactly one of ref, id and title")
        if self.goal is not None and self.field not in (Target.GOAL, *OF_A_GOAL):
            raise ValueError("only a goal or what goes with one has the number of a goal")
        return self

    @property
    def key(self) -> tuple[str, str]:
        """What it is found by."""
        return ("ref", self.ref) if self.ref else ("id", self.id) if self.id else ("title", same(self.title))

    def __str__(self) -> str:
        return f"the question with the {self.key[0]} “{self.ref or self.id or self.title}”"

    def meaning(self, said: str) -> str:
        """What an answer means for the field."""
        return str(self.values.get(same(said), said))


class Form(BaseModel):
    """How one form maps."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    builder: Builder
    conference: Slug
    secret_env: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=100)]
    """The name of the environment variable with the secret that builder and service share."""
    signature: Scheme | None = None
    questions: Annotated[tuple[Question, ...], Field(max_length=500)]

    @model_validator(mode="after")
    def _complete(self) -> "Form":
        mapped = {question.field for question in self.questions}
        missing = [field.value for field in NEEDED if field not in mapped]
        if missing:
            raise ValueError(f"no question maps to {' and none to '.join(missing)}")
        keys = [question.key for question in self.questions]
        twice = next((question for question in self.questions if keys.count(question.key) > 1), None)
        if twice:
            raise ValueError(f"{twice} is there twice")
        if self.signature and self.builder is not Builder.GENERIC:
            raise ValueError("signature can be chosen for a generic form only")
        return self

    def places(self, answered: Sequence[Answered]) -> list[int | None]:
        """For each answer the position of the question that maps it, None where none does."""
        known = {question.key: place for place, question in enumerate(self.questions)}
        names = [(("ref", one.ref), ("id", one.id), ("title", same(one.title))) for one in answered]
        return [next((known[name] for name in some if name in known), None) for some in names]

    def asking_for(self, field: Target) -> str:
        """The questions that map to a field, in words."""
        return " or ".join(str(question) for question in self.questions if question.field is field)


def goal_numbers(questions: Sequence[Question]) -> list[int]:
    """For each question, which goal it is about, if it is about one."""
    numbers, latest = [], 0
    for question in questions:
        if question.field is Target.GOAL:
            latest = question.goal or latest + 1
        numbers.append(question.goal or latest or 1)
    return numbers


def load_form(file: Path) -> Form:
    """Read one file. Raises UnusableForm."""
    if not _ID.fullmatch(file.stem):
        raise UnusableForm(f"{file}: the name may hold small letters, digits and hyphens")
    try:
        return Form.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as problem:
        raise UnusableForm(f"{file}: {problem.strerror}") from problem
    except ValidationError as invalid:
        raise UnusableForm(f"{file}: {_faults(invalid)}") from invalid
    except ValueError as problem:
        raise UnusableForm(f"{file}: {problem}") from problem


def _faults(invalid: ValidationError) -> str:
    faults = invalid.errors(include_input=False, include_url=False)
    places = [".".join(str(part) for part in fault["loc"]) for fault in faults]
    words = [wrong_with(fault) for fault in faults]
    return "; ".join(f"{place}: {word}" if place else word for place, word in zip(places, words, strict=True))


def load_forms(folder: Path) -> dict[str, Form]:
    """Every form of a folder, by id. Raises UnusableForm."""
    if not folder.is_dir():
        raise UnusableForm(f"{folder}: there is no such folder")
    return {file.stem: load_form(file) for file in sorted(folder.glob("*.toml"))}
