"""A programme as it is to be written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.recommendations.programme_files.found import Frame, Whole
from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference


@dataclass(frozen=True, slots=True)
class Published:
    """One version of it, with everything that is kept beside it."""

    conference: Conference
    version: int
    published_at: datetime
    sessions: Sequence[Whole]
    cancelled: Sequence[Session]
    """Those that were to take place once and will not."""
    frame: Frame
    public_url: str
    """Where the outside finds this service."""
