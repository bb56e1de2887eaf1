"""The words every contract uses: what may be said, how long it may be, and which characters it may hold."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from annotated_types import GroupedMetadata
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

# A slug or an id becomes a token of a NATS subject, so it can hold no dot, space or wildcard.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
UniqueId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]


# Control characters, line and paragraph separators, lone surrogates and bidirectional overrides: in a name they
# become a mail header, a broken page or a lie. Joiners and no-break spaces are part of how people write.
_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_HOSTILE_BUT_BREAKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


# Letters of Hangul that stand for nothing.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


def _visible(text: str) -> bool:
    return any(unicodedata.category(one) not in ("Cf", "Zs", "Mn") and one not in _FILLERS for one in text)


def _printable(text: str) -> str:
    if text and not text.isascii() and not _visible(text):
        raise ValueError("must hold something to read")
    # isprintable() is quick, and true of nothing that is hostile; it is also untrue of a no-break space.
    if not text.isprintable() and _HOSTILE.search(text):
        raise ValueError("must be one line without control characters")
    return text


def _paragraphs(text: str) -> str:
    if not text.isprintable() and _HOSTILE_BUT_BREAKS.search(text):
        raise ValueError("must not hold control characters")
    return text


@dataclass(frozen=True)
class Line(GroupedMetadata):
    """One line of text a person typed: trimmed, `shortest` to `longest` characters, no control characters."""

    longest: int
    shortest: int = 1

    def __iter__(self) -> Iterator[object]:
        """What pydantic applies, in this order."""
        yield from StringConstraints(strip_whitespace=True, min_length=self.shortest, max_length=self.longest)
        yield AfterValidator(_printable)


@dataclass(frozen=True)
class Prose(GroupedMetadata):
    """Text of several lines: trimmed, at most `longest` characters, no control characters but line breaks."""

    longest: int

    def __iter__(self) -> Iterator[object]:
        """What pydantic applies, in this order."""
        yield from StringConstraints(strip_whitespace=True, max_length=self.longest)
        yield AfterValidator(_paragraphs)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise ValueError("must be an IANA time zone, such as America/Detroit") from unknown
    return name


def _no_boolean(said: object) -> object:
    if isinstance(said, bool):  # which is 1 or 0 in Python
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return said


Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]
Version = Annotated[int, Field(ge=1, le=2**53)]
"""Counts the states of an entity; any JSON reader and any database can hold it."""
NO_BOOLEAN = BeforeValidator(_no_boolean)
"""Of a number that people write: `true` is none."""
Step = Annotated[int, Field(ge=1, le=4)]
"""A place on the spectrum, from 1 (not yet) to 4 (fully personalised)."""


class Area(StrEnum):
    """What changes as learning becomes personalised."""

    CURRICULUM = "curriculum"
    INSTRUCTION = "instruction"
    ASSESSMENT = "assessment"
    ATTENDANCE = "attendance"
    PROGRESS_MONITORING = "progress_monitoring"
    SUPPORT_SYSTEMS = "support_systems"


class Language(StrEnum):
    """The languages pages and mails speak (ISO 639-1)."""

    ENGLISH = "en"
    SPANISH = "es"


class Ingredient(StrEnum):
    """The four ingredients of personalised learning."""

    STUDENT_CHOICE = "student_choice"
    INDIVIDUAL_PACING = "individual_pacing"
    FLEXIBLE_STRUCTURES = "flexible_structures"
    TECHNOLOGY = "technology"


class Value(BaseModel):
    """A part of an event. Unknown members are passed over, so that adding one breaks no reader."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Spectrum(Value):
    """Where somebody stands on each ingredient, 1 to 4; None where they did not say."""

    student_choice: Step | None = None
    individual_pacing: Step | None = None
    flexible_structures: Step | None = None
    technology: Step | None = None


Priority = Annotated[int, Field(ge=1, le=3)]
"""1 matters most."""


def is_none(value: object) -> bool:
    """For fields added later: left out where they say nothing, so that readers and hashes see no change."""
    return value is None


class Goal(Value):
    """What a participant wants to get better at, in their words."""

    statement: Annotated[str, Line(300)]
    area: Area | None = None
    priority: Annotated[Priority | None, Field(exclude_if=is_none)] = None
    now: Annotated[Step | None, Field(exclude_if=is_none)] = None
    """Where they are."""
    want: Annotated[Step | None, Field(exclude_if=is_none)] = None
    """Where they want to be."""

    @model_validator(mode="after")
    def _forward(self) -> "Goal":
        if self.now is not None and self.want is not None and self.want < self.now:
            raise ValueError("want must not be below now")
        return self


class Window(Value):
    """Hours of a day somebody can be there, on the conference's clock."""

    start: time = Field(alias="from")
    end: time = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Window":
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("must be a time of day without a zone, such as 09:00")
        if self.start >= self.end:
            raise ValueError("must end after it starts")
        return self
