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
_PARTS_OF_A_NAME = ("prefix", "first", "middle", "last", "suffix")


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
    match value:
        case {"first": _} | {"last": _}:
            parts = [text for part in _PARTS_OF_A_NAME for text in texts(value.get(part))]
            return texts(" ".join(parts))
        case {"timeInput": start}:
            return texts(" ".join([*texts(start), *texts(value.get("ampm"))]))
        case {"area": area, "phone": number}:
            return texts(" ".join([*texts(area), *texts(number)]))
        case {"year": year, "month": month, "day": day}:
            return texts("-".join([*texts(year), *texts(month), *texts(day)]))
        case dict() if all(name.isdigit() or name == "other" for name in value):
            return texts(list(value.values()))
    return texts(value)
