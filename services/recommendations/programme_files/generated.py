"""What schedules need of every session and sessions do not have: made of what they have, and known again."""

import re
import unicodedata
from hashlib import sha256
from typing import Any

from services.recommendations.programme_files.ids import as_uuid

_OWN_URL = re.compile(r"https?://[^\s]+/v1/conferences/[a-z0-9-]+/schedule\.json#[A-Za-z0-9_-]+")
_LONGEST_SLUG = 60


def number_of(guid: str) -> int:
    """The number older programs know a session by: 31 bits, as they can hold no more."""
    return int.from_bytes(sha256(as_uuid(guid).encode()).digest()[:4]) % (2**31 - 1) + 1


def acronym_of(conference: str) -> str:
    """The acronym of a conference by its slug: at least four letters, digits and underscores."""
    return conference.replace("-", "_").ljust(4, "_")


def slug_of(conference: str, number: int, title: str) -> str:
    """A name for addresses and files."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_SLUG].strip("_")
    return "-".join(filter(None, (acronym_of(conference), str(number), words)))


def url_of(public_url: str, conference: str, guid: str) -> str:
    """Where a session is told of that has no page of its own."""
    return f"{public_url}/v1/conferences/{conference}/schedule.json#{guid}"


def is_generated_url(url: Any) -> bool:
    """Whether this is one of ours."""
    return isinstance(url, str) and _OWN_URL.fullmatch(url) is not None


def drop_generated(extra: dict[str, Any], conference: str, guid: str, title: str) -> None:
    """Forget what would be made again."""
    number = number_of(guid)
    if extra.get("id") == number:
        del extra["id"]
    if extra.get("slug") == slug_of(conference, number, title):
        del extra["slug"]
