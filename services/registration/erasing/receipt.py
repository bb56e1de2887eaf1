"""The receipt of an erasure: who holds nothing any more, since when, signed. It names nobody."""

import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.registration.erasing.erasures import SERVICES, Erasure
from services.registration.guarding.derived import derived

Text = Annotated[str, Field(max_length=200)]


class Acknowledged(BaseModel):
    """A service that holds nothing of them any more."""

    model_config = ConfigDict(extra="forbid", strict=True)

    service: Text
    at: Text
    documents: int


class Said(BaseModel):
    """What a receipt says."""

    model_config = ConfigDict(extra="forbid", strict=True)

    participant: Text
    conference: Text
    erased_at: Text
    purged_at: Text | None
    """When the last trace had left the bus; null until then."""
    acknowledged: Annotated[list[Acknowledged], Field(max_length=10)]
    complete: bool


class Receipt(Said):
    """A receipt and its signature: HMAC-SHA-256 over what it says as canonical JSON (RFC 8785), in hexadecimal."""

    signature: Text


class Receipts:
    """Signs with the first secret, knows the signatures of all of them, so that secrets can be rotated."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._keys = [derived(secret, "receipts") for secret in secrets]

    def of(self, erasure: Erasure) -> Receipt:
        """The receipt as of now; complete or not."""
        said = _said(erasure)
        return Receipt(**said.model_dump(), signature=_signature(self._keys[0], said))

    def genuine(self, receipt: Receipt) -> bool:
        """Whether it was signed here and says what it said then. Takes as long for any answer."""
        said = Said.model_validate(receipt.model_dump(exclude={"signature"}))
        given = receipt.signature.encode("utf-8", "replace")
        matches = [hmac.compare_digest(_signature(key, said).encode(), given) for key in self._keys]
        return any(matches)


def _said(erasure: Erasure) -> Said:
    said = erasure.acknowledged
    return Said(
        participant=erasure.participant,
        conference=erasure.conference,
        erased_at=_instant(erasure.erased_at),
        purged_at=_instant(erasure.purged_at) if erasure.purged_at else None,
        acknowledged=[
            Acknowledged(service=service, at=_instant(said[service].at), documents=said[service].documents)
            for service in SERVICES
            if service in said
        ],
        complete=erasure.complete,
    )


def _instant(instant: datetime) -> str:
    """`2026-10-28T13:40:00.000Z`."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _signature(key: bytes, said: Said) -> str:
    # All names are ASCII and all numbers are whole, so that sorted and without spaces is what RFC 8785 asks for.
    canonical = json.dumps(said.model_dump(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(key, canonical.encode("utf-8", "replace"), "sha256").hex()
