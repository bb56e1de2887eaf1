"""Answers that whoever has them already need not fetch again (RFC 9110, 13)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response


def fresh(
    request: Request, body: bytes, etag: str, modified_at: datetime, media_type: str, headers: Mapping[str, str]
) -> Response:
    """The body, or 304 where the caller has it. `etag`: with its quotation marks."""
    modified = modified_at.astimezone(UTC).replace(microsecond=0)
    told = {**headers, "ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True)}
    if has_it(request.headers, etag, modified):
        return Response(status_code=304, headers=told)
    return Response(body, media_type=media_type, headers=told)


def has_it(headers: Headers, etag: str, modified: datetime) -> bool:
    """Whether the caller's copy is this one. A tag says more than a time, so that alone counts where there is one."""
    if (tags := headers.get("if-none-match")) is not None:
        return tags.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    try:
        return modified <= parsedate_to_datetime(headers.get("if-modified-since", ""))
    except (ValueError, TypeError):
        return False
