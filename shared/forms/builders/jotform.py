"""Jotform: https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/

It posts form fields, one of which, `rawRequest`, is JSON: `q3_fullName` is the question with the id 3 and the unique
name `fullName`. Titles are not sent.
"""

import html
import re
from typing import Any

from pydantic import BaseModel, ValidationError

from shared.forms.submission import Answered, Submission, Unreadable, parse_json
from shared.forms.text import line, texts

_QUESTION = re.compile(r"q(\d{1,9})_(.{1,200})")


class _Fields(BaseModel):
    submissionID: str = ""  # noqa: N815 - Jotform's own names
    rawRequest: str | dict[str, Any]  # noqa: N815


def read(payload: object) -> Submission:
    """Read the posted fields. Raises Unreadable."""
    try:
        fields = _Fields.model_validate(payload)
    except ValidationError as invalid:
        raise Unreadable.because("Jotform", invalid) from invalid
    raw = parse_json(fields.rawRequest) if isinstance(fields.rawRequest, str) else fields.rawRequest
    if not isinstance(raw, dict):
        raise Unreadable("This is not what Jotform sends: rawRequest: is no object")
    uploads = raw.get("temp_upload")
    answered = [_answered(key, value) for key, value in raw.items() if _QUESTION.fullmatch(key)]
    # What was uploaded stands under the bare name, as addresses.
    answered += [
        _answered(key, raw.get(match[2]))
        for key in (uploads if isinstance(uploads, dict) else ())
        if (match := _QUESTION.fullmatch(key)) and key not in raw
    ]
    return Submission(line(fields.submissionID), tuple(answered))


def _answered(key: str, value: object) -> Answered:
    match = _QUESTION.fullmatch(key)
    assert match is not None
    # Jotform escapes what people type as if for HTML.
    values = tuple(text for escaped in _values(value) for text in texts(html.unescape(escaped)))
    return Answered(values, id=match[1], ref=match[2])


def _values(value: object) -> tuple[str, ...]:
    if not isinstance(value, dict):
        return texts(value)
    if "first" in value or "last" in value:
        return _joined(" ", value, "prefix", "first", "middle", "last", "suffix")
    if "timeInput" in value:
        return _joined(" ", value, "timeInput", "ampm")
    if "phone" in value:
        return _joined(" ", value, "country", "area", "phone")
    if value.keys() >= {"year", "month", "day"}:
        return _joined("-", value, "year", "month", "day")
    # Several choices, one of which somebody wrote.
    return texts(list(value.values())) if all(key.isdigit() or key == "other" for key in value) else texts(value)


def _joined(between: str, value: dict[str, Any], *parts: str) -> tuple[str, ...]:
    return texts(between.join(text for part in parts for text in texts(value.get(part))))
