"""What every builder's payload is read into: questions with their answers, and which delivery it was."""

import json
from dataclasses import dataclass

from pydantic import ValidationError


class Unreadable(Exception):
    """A payload that is not what its builder sends; says where, and nothing that somebody typed."""

    @classmethod
    def because(cls, builder: str, invalid: ValidationError) -> "Unreadable":
        """The first fault, with its place."""
        first = invalid.errors(include_input=False, include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the body"
        return cls(f"This is not what {builder} sends: {place}: {first['msg']}")


class NotASubmission(Exception):
    """A notice of something else than a whole submission; its type."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer. Builders differ in which of title, id and ref (a name one can choose) they send."""

    values: tuple[str, ...]
    title: str = ""
    id: str = ""
    ref: str = ""

    @property
    def question(self) -> str:
        """How to call the question."""
        return self.title or self.ref or self.id or "?"


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission. `delivery` is the same however often it is delivered; "" where the builder does not say."""

    delivery: str
    answered: tuple[Answered, ...]


def parse_json(text: bytes | str) -> object:
    """Any JSON. Raises Unreadable, also for what is nested too deep to be read."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("This is not JSON.") from wrong
