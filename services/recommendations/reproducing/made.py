"""What is kept of the making of an agenda, beside it: with it, it can be made again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic import TypeAdapter

from services.recommendations.domain.plan import Agenda
from services.recommendations.domain.question import Question

_QUESTION = TypeAdapter(Question)
_ANSWER = TypeAdapter(Agenda)

REMEMBERED = 5
"""How many of somebody's agendas can be made again: the newest ones, for as long as they take part."""


@dataclass(frozen=True, slots=True)
class Made:
    """One making. `question` and `answer` stay as they were written until somebody asks."""

    id: str
    at: datetime
    revision: int
    programme_version: int
    state: str
    """The programme as it was, by the name of its content."""
    ranker: str
    product: str
    """The version of the rules."""
    question: bytes
    answer: bytes

    @classmethod
    def of(
        cls, id: str, at: datetime, revision: int, programme: "Origin", question: Question, answer: Agenda
    ) -> "Made":
        """What is kept of this answer to this question."""
        return cls(
            id,
            at,
            revision,
            programme.version,
            programme.state,
            programme.ranker,
            product_version(),
            _QUESTION.dump_json(question),
            _ANSWER.dump_json(answer),
        )

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Made":
        """As it comes from the store."""
        return cls(**{**document, "question": bytes(document["question"]), "answer": bytes(document["answer"])})

    def asked(self) -> Question:
        """The question."""
        return _QUESTION.validate_json(self.question)

    def answered(self) -> Agenda:
        """The answer it had then."""
        return _ANSWER.validate_json(self.answer)


@dataclass(frozen=True, slots=True)
class Making:
    """Whose agenda it was, and where."""

    participant: str
    conference: str
    made: Made


@dataclass(frozen=True, slots=True)
class Origin:
    """What an agenda was planned from and with."""

    version: int
    state: str
    ranker: str


@cache
def product_version() -> str:
    """Of what is installed."""
    return version("desirepath")
