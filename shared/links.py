"""Signed links: who they are for, what they open, when they were made. They expire, and may be revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

LASTS = 180 * 24 * 3600
"""Seconds until a link expires."""
EXPORT_LASTS = 3600
"""The same for a link to a file with all that is held of somebody: long enough to fetch it, and no longer."""


class Purpose(StrEnum):
    """What a link opens. A link signed for one purpose opens nothing else."""

    AGENDA = "agenda"
    MANAGE = "manage"
    """The page where somebody changes, cancels or erases their signup."""
    ORGANISER = "demand"
    """The organiser's pages of a conference, whose slug is in the place of a participant; called by the first of them,
    so that links which are about still open."""
    RECEIPT = "receipt"
    """Who acknowledged the erasure of a person."""
    BADGE = "badge"
    """What the code on a participant's phone says: who they are, to those at a door."""
    DOOR = "door"
    """Lets somebody at the doors of a conference say who comes and goes."""
    EXPORT = "export"
    """The file with what a service holds of somebody, for EXPORT_LASTS seconds."""
    SESSION = "session"
    """What the code at the door of a session says, to those who come and go."""


class BadLink(Exception):
    """Not a link of ours, or not one for this."""


class ExpiredLink(BadLink):
    """Was one of ours; too old or revoked."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a valid link says."""

    participant: str
    signed_at: datetime
    """To the second, UTC: links of a second in which links were revoked count as revoked."""


class Links:
    """Signs with the first secret, accepts all of them, so that secrets can be rotated."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets or any(len(secret) < 16 for secret in secrets):
            raise ValueError("LINK_SECRETS needs secrets of at least 16 characters")
        self._secrets = list(reversed(secrets))  # itsdangerous signs with the last

    def sign(self, purpose: Purpose, participant: str) -> str:
        """A token for a URL."""
        return str(self._serializer(purpose).dumps(participant))

    def open(self, purpose: Purpose, token: str, *, lasts: int = LASTS) -> Opened:
        """Raises ExpiredLink or BadLink. Whether it was revoked is for its reader to know."""
        try:
            participant, signed_at = self._serializer(purpose).loads(token, max_age=lasts, return_timestamp=True)
        except SignatureExpired as expired:
            raise ExpiredLink from expired
        except (BadData, UnicodeError) as bad:
            raise BadLink from bad
        return Opened(str(participant), signed_at)

    def _serializer(self, purpose: Purpose) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secrets, salt=f"desirepath.{purpose}")
