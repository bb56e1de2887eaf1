"""What is on and what comes next: nobody in a corridor wants to scroll past the morning."""

from collections.abc import Collection
from datetime import datetime, timedelta

from services.recommendations.conference_days import Moment, moment_of
from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference

JUST_OVER = timedelta(minutes=15)
"""People are still on their way out, and check out."""
SOON = timedelta(minutes=60)
"""What begins within that comes next; where nothing does, whatever begins first that day."""
BREAK = timedelta(hours=4)
"""The longest on one day."""


def now_and_next(now: datetime, conference: Conference, sessions: Collection[Session]) -> frozenset[str]:
    """Their guids; none while the conference is not on."""
    if moment_of(now, conference, sessions) is not Moment.ON:
        return frozenset()
    coming = [session.start for session in sessions if now < session.start <= now + BREAK]
    until = max(now + SOON, min(coming, default=now))
    return frozenset(session.guid for session in sessions if session.start <= until and now < _over(session))


def _over(session: Session) -> datetime:
    return session.start + timedelta(minutes=session.minutes) + JUST_OVER
