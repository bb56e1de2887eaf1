"""What a pin makes of the worth of a session."""

from services.recommendations.domain.preferences import Pin
from services.recommendations.domain.session import Session
from services.recommendations.domain.value import NOTHING, Reader, Worth

MAYBE = 1.5
BACKUP = 1
"""Points: any other session is worth more, free time less."""


def pinned(worth: Worth, pin: Pin | None, reader: Reader, session: Session) -> Worth:
    """The worth of the session to somebody who said that about it."""
    match pin:
        case None:
            return worth
        case Pin.NOT:
            return NOTHING
        case Pin.BACKUP:
            return worth._replace(points=BACKUP)
        case Pin.MUST | Pin.MAYBE:
            liked = max(worth.points, reader.points(session, reader.weights.liked))
            return worth._replace(points=liked if pin is Pin.MUST else round(liked * MAYBE))
