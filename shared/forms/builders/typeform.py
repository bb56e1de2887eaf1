"""Typeform: https://www.typeform.com/developers/webhooks/example-payload/"""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from shared.forms.submission import Answered, NotASubmission, Submission, Unreadable
from shared.forms.text import line, texts


class _Field(BaseModel):
    id: str = ""
    ref: str = ""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="allow")

    field: _Field
    type: str = ""
    """Also the name of the member that holds the value."""


class _Response(BaseModel):
    token: str = ""
    answers: list[_Answer] | None = None
    definition: dict[str, Any] | None = None
    hidden: dict[str, Any] | None = None


class _Payload(BaseModel):
    event_id: str = ""
    event_type: str
    form_response: _Response | None = None


def read(payload: object) -> Submission:
    """Read a `form_response`. Raises Unreadable, NotASubmission."""
    try:
        sent = _Payload.model_validate(payload)
    except ValidationError as invalid:
        raise Unreadable.because("Typeform", invalid) from invalid
    if sent.event_type != "form_response":
        # Partial responses are of people who are still writing, or never finished.
        raise NotASubmission(line(sent.event_type)[:80])
    if sent.form_response is None:
        raise Unreadable("This is not what Typeform sends: form_response: is missing")
    response = sent.form_response
    titles = _titles((response.definition or {}).get("fields"))
    answered = [
        Answered(_values(answer), titles.get(answer.field.id, ""), answer.field.id, answer.field.ref)
        for answer in response.answers or ()
    ]
    hidden = [Answered(texts(value), name, ref=name) for name, value in (response.hidden or {}).items()]
    return Submission(line(sent.event_id or response.token), tuple(answered + hidden))


def _values(answer: _Answer) -> tuple[str, ...]:
    value = (answer.model_extra or {}).get(answer.type)
    if isinstance(value, dict) and value.keys() & {"label", "labels", "other"}:
        return texts([value.get("label"), value.get("labels"), value.get("other")])
    return texts(value)


def _titles(fields: object) -> dict[str, str]:
    """Titles by id, also of questions inside groups."""
    titles: dict[str, str] = {}
    waiting = [fields]
    while waiting:
        some = waiting.pop()
        for field in some if isinstance(some, list) else ():
            if not isinstance(field, dict):
                continue
            if isinstance(field.get("id"), str) and isinstance(field.get("title"), str):
                titles[field["id"]] = field["title"]
            waiting.append(field.get("fields"))
            properties = field.get("properties")
            waiting.append(properties.get("fields") if isinstance(properties, dict) else None)
    return titles
