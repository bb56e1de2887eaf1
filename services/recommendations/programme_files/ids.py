"""Guids for sessions that come without, or with one that cannot be a part of a subject: the same at every import."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from services.recommendations.programme_files.texts import worded

_USABLE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NAMESPACE: UUID = uuid5(NAMESPACE_URL, "https://desirepath.invalid/sessions")
_INSTEAD = ("id", "code", "slug", "url", "origin_url")
"""What identifies a session where there is no guid, the best first."""


def guid_of(said: Mapping[str, Any], conference: str) -> str:
    """The guid, or one worked out of what identifies the session in the other system."""
    given = worded(said.get("guid")).strip()
    if _USABLE.fullmatch(given):
        return given
    if given:
        return derived(conference, "guid", given)
    for key in _INSTEAD:
        if known := worded(said.get(key)).strip():
            return derived(conference, key, known)
    return derived(conference, "title", worded(said.get("title")), worded(said.get("room")))


def derived(*parts: str) -> str:
    """A guid made of these words."""
    return str(uuid5(_NAMESPACE, "\n".join(parts)))


def as_uuid(guid: str) -> str:
    """The guid as formats demand it that take nothing but UUIDs: ours may be a word."""
    return guid if _UUID.fullmatch(guid) else derived("guid", guid)


def another(guid: str, times: int) -> str:
    """The guid of a session that has the same one as `times` before it."""
    return derived(guid, str(times + 1))
