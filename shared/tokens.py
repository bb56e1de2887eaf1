"""Tokens that work once and for one thing, such as confirming an address.

Whoever sends the mail and whoever is asked work them out of a shared secret and an event, so that a token itself is
nowhere at rest: the one keeps nothing, the other a hash and a time.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256


class Act(StrEnum):
    """What a token does, once."""

    CONFIRM_INTEREST = "confirm-interest"
    CONFIRM_SIGNUP = "confirm-signup"
    REVIEW_SIGNUP = "review-signup"
    """Shows a second signup beside the first, to accept or to drop it."""
    ANSWER_OFFER = "answer-offer"
    CONFIRM_ADDRESS = "confirm-address"
    CALENDAR = "calendar"
    """Opens a calendar, as often as it is asked: until its owner takes another address."""


class Tokens:
    """Makes tokens with the first secret, knows those of all of them, so that secrets can be rotated."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets or any(len(secret) < 16 for secret in secrets):
            raise ValueError("LINK_SECRETS needs secrets of at least 16 characters")
        self._secrets = [secret.encode() for secret in secrets]

    def token(self, act: Act, event: str) -> str:
        """The token for a URL that follows from the event of this id: 43 characters, 256 bits."""
        return self._token(self._secrets[0], act, event)

    def hashes(self, act: Act, event: str) -> list[str]:
        """What to keep of it: one hash for each secret it may have been made with."""
        return [hash_of(self._token(secret, act, event)) for secret in self._secrets]

    def _token(self, secret: bytes, act: Act, event: str) -> str:
        digest = hmac.new(secret, f"desirepath/{act}/{event}".encode(), sha256).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    """A token as it is kept. Tokens are random enough that a plain hash cannot be turned back."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
