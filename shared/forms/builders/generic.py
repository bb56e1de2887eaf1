"""Any JSON: `{"answers": [{"question", "ref", "id", "value"}, ...]}`, `{"answers": {question: value}}`, or the object
itself as question: value. Inside `data` as well, as Standard Webhooks suggests."""

from typing import Any

from pydantic import BaseModel, ValidationError

from shared.forms.submission import Answered, Submission, Unreadable
from shared.forms.text import line, texts


class _Item(BaseModel):
    question: str = ""
    ref: str = ""
    id: str | int = ""
    value: Any = None


class _Listed(BaseModel):
    answers: list[_Item]


def read(payload: object) -> Submission:
    """Read an object. Raises Unreadable."""
    if not isinstance(payload, dict):
        raise Unreadable("This is not a JSON object.")
    inside = payload.get("data")
    body = inside if isinstance(inside, dict) else payload
    delivery = body.get("id", payload.get("id"))
    answers = body.get("answers")
    if isinstance(answers, list):
        answered = _listed(body)
    else:
        named = answers if isinstance(answers, dict) else {name: body[name] for name in body if name != "id"}
        answered = tuple(Answered(texts(value), name, ref=name) for name, value in named.items())
    return Submission(line(str(delivery)) if isinstance(delivery, str | int) else "", answered)


def _listed(body: dict[str, Any]) -> tuple[Answered, ...]:
    try:
        items = _Listed.model_validate(body).answers
    except ValidationError as invalid:
        raise Unreadable.because("a generic form", invalid) from invalid
    return tuple(Answered(texts(item.value), item.question, str(item.id), item.ref) for item in items)
