"""Tally: https://tally.so/help/webhooks"""

from typing import Any

from pydantic import BaseModel, ValidationError

from shared.forms.submission import Answered, NotASubmission, Submission, Unreadable
from shared.forms.text import line, texts


class _Option(BaseModel):
    id: str
    text: str = ""


class _Field(BaseModel):
    key: str
    label: str | None = None
    type: str = ""
    value: Any = None
    options: list[_Option] | None = None


class _Data(BaseModel):
    responseId: str = ""  # noqa: N815 - Tally's own names
    submissionId: str = ""  # noqa: N815
    fields: list[_Field]


class _Payload(BaseModel):
    eventId: str = ""  # noqa: N815
    eventType: str  # noqa: N815
    data: _Data | None = None


def read(payload: object) -> Submission:
    """Read a `FORM_RESPONSE`. Raises Unreadable, NotASubmission."""
    try:
        sent = _Payload.model_validate(payload)
    except ValidationError as invalid:
        raise Unreadable.because("Tally", invalid) from invalid
    if sent.eventType != "FORM_RESPONSE":
        raise NotASubmission(line(sent.eventType)[:80])
    if sent.data is None:
        raise Unreadable("This is not what Tally sends: data: is missing")
    keys = {field.key for field in sent.data.fields}
    answered = tuple(
        Answered(_values(field), field.label or "", field.key)
        for field in sent.data.fields
        if not _one_box(field, keys)
    )
    return Submission(line(sent.data.responseId or sent.data.submissionId or sent.eventId), answered)


def _one_box(field: _Field, keys: set[str]) -> bool:
    # Beside a question with checkboxes Tally sends each box as a field of its own: the same answer twice.
    return field.type == "CHECKBOXES" and isinstance(field.value, bool) and field.key.rpartition("_")[0] in keys


def _values(field: _Field) -> tuple[str, ...]:
    value, chosen = field.value, {option.id: option.text for option in field.options or ()}
    if chosen:
        ids = value if isinstance(value, list) else [value]
        return texts([chosen.get(id, id) if isinstance(id, str) else id for id in ids])
    if field.type in ("FILE_UPLOAD", "SIGNATURE") and isinstance(value, list):
        return texts([file.get("url") for file in value if isinstance(file, dict)])
    return texts(value)
