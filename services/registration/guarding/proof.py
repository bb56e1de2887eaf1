"""A little work that a browser does before a form is sent: nothing for one, a lot for somebody who sends thousands.

Nobody else is asked. A challenge is good for one submission, and a submission is one signup: so it is used once.
"""

import hmac
import json
import secrets
from collections.abc import Callable
from enum import StrEnum

from altcha import create_challenge, verify_solution

LASTS = 3600
"""Seconds in which a challenge is to be solved."""
MOST_TRIES = 1_000_000
"""Half of them on average: some seconds of a phone, while the form is filled in."""


class Asked(StrEnum):
    """Of whom the work is asked."""

    OFF = "off"
    SUSPICIOUS = "suspicious"
    """Of networks that sent more than half of what they may."""
    ALWAYS = "always"


class Proofs:
    """Challenges for submissions, and whether they were solved."""

    def __init__(self, key: bytes, clock: Callable[[], float]) -> None:
        self._key, self._clock = key, clock

    def challenge(self, submission: str) -> str:
        """JSON for the script that solves it."""
        made = create_challenge(
            "SHA-256",
            1,
            counter=secrets.randbelow(MOST_TRIES),
            expires_at=int(self._clock()) + LASTS,
            hmac_secret=self._secret(submission),
        )
        return json.dumps(made.to_dict(), separators=(",", ":"))

    def holds(self, answer: str, submission: str) -> bool:
        """Whether this is a solution of a challenge for this submission. Whatever was sent, it is a yes or a no."""
        return bool(answer) and verify_solution(answer, self._secret(submission)).verified

    def _secret(self, submission: str) -> bytes:
        return hmac.digest(self._key, submission.encode("utf-8", "replace"), "sha256")
