"""When a form was first shown: signed, so that it comes back as it was given, and good for one submission."""

from collections.abc import Callable
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer

LASTS = 24 * 3600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of a form that came back."""

    shown_at: float
    again: bool
    """It was shown a second time: there was a first look at what was sent."""


class Stamps:
    """Makes stamps and reads them."""

    def __init__(self, key: bytes, clock: Callable[[], float]) -> None:
        self._serializer, self._clock = URLSafeSerializer(key, salt="stamp"), clock

    def make(self, submission: str, before: Stamp | None = None, *, again: bool = False) -> str:
        """For a form that is shown now; first it may have been shown before."""
        shown_at = before.shown_at if before else self._clock()
        return str(self._serializer.dumps([submission, round(shown_at, 3), again]))

    def read(self, stamp: str, submission: str) -> Stamp | None:
        """None: not ours, not of this submission, or too old."""
        try:
            of, shown_at, again = self._serializer.loads(stamp)
        except (BadData, UnicodeError):
            return None
        age = self._clock() - shown_at
        # A minute: replicas may disagree on the time.
        return Stamp(shown_at, again) if of == submission and -60 < age < LASTS else None
