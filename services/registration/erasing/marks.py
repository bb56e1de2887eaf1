"""Marks: what is kept of an address for the minutes in which a person is being erased.

A keyed hash tells whether an address found in a dead letter is theirs, and tells nobody who they were.
"""

import hmac
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from services.registration.domain import same_person
from services.registration.guarding.derived import derived

# What parts one address from the next, whatever surrounds it in a broken message.
_BETWEEN = re.compile(r"[\s<>\"',;:\\(){}\[\]\x00]+")
_LONGEST = 300
_DEEP = 32


class Marks:
    """Makes marks with the first secret, knows those of all of them, so that secrets can be rotated."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._keys = [derived(secret, "erasure") for secret in secrets]

    def mark(self, address: str) -> str:
        """The mark of an address: the same however it is written."""
        return self._mark(self._keys[0], address)

    def found_in(self, body: bytes) -> set[str]:
        """The marks of every address in a message, also in one that does not parse."""
        addresses = set(_addresses(body))
        return {self._mark(key, address) for key in self._keys for address in addresses}

    @staticmethod
    def _mark(key: bytes, address: str) -> str:
        return hmac.digest(key, same_person(address).encode("utf-8", "replace"), "sha256").hex()


def _addresses(body: bytes) -> Iterator[str]:
    text = body.decode("utf-8", "replace")
    texts = [text]
    # In JSON an address may be written with escapes: read what it stands for.
    with suppress(ValueError, RecursionError):
        texts += _strings(json.loads(text), _DEEP)
    for one in texts:
        for run in _BETWEEN.split(one) if "@" in one else ():
            if "@" in run and len(run) <= _LONGEST:
                yield run
                yield run.strip(".?!/")
                yield run.rpartition("=")[2]


def _strings(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, dict):
        for part in value.values():
            yield from _strings(part, depth - 1)
    elif depth and isinstance(value, list):
        for part in value:
            yield from _strings(part, depth - 1)
