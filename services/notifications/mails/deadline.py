"""Until when something works, as a mail says it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.notifications.mails.letter import Letter
from shared.languages import _
from shared.spoken import clock_of_day, spoken_day, spoken_zone


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the conference's clock, and on the reader's own where that shows another time."""

    there: str
    """`Tuesday 8 September, 2:30 pm (Detroit time)`."""
    own: str
    """`Tuesday 8 September, 8:30 pm (Madrid time)`, or nothing."""

    @classmethod
    def of(cls, until: datetime, letter: Letter) -> "Deadline":
        """The deadline as the reader of this letter is told it."""
        theirs, own = letter.conference.zone, letter.contact.zone or letter.conference.zone
        same = until.astimezone(ZoneInfo(own)).utcoffset() == until.astimezone(ZoneInfo(theirs)).utcoffset()
        return cls(there=_moment(until, theirs), own="" if same else _moment(until, own))


def _moment(until: datetime, zone: str) -> str:
    instant = until.astimezone(ZoneInfo(zone))
    return _(
        "%(day)s, %(time)s (%(zone)s)",
        day=spoken_day(instant.date()),
        time=clock_of_day(instant),
        zone=spoken_zone(zone),
    )
