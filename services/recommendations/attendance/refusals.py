"""Why a scan cannot be recorded."""

from enum import StrEnum

from shared.languages import N_


class Why(StrEnum):
    """The reason, as the field at fault and words for people."""

    NOBODY = "nobody"
    ERASED = "erased"
    NO_SESSION = "no_session"
    AHEAD = "ahead"
    EARLY = "early"
    LATE = "late"
    TOO_MANY = "too_many"
    OTHER_SCAN = "other_scan"


FIELDS = {
    Why.NOBODY: "participant",
    Why.ERASED: "participant",
    Why.NO_SESSION: "session",
    Why.AHEAD: "at",
    Why.EARLY: "at",
    Why.LATE: "at",
    Why.TOO_MANY: "participant",
    Why.OTHER_SCAN: "Idempotency-Key",
}
WORDS = {
    Why.NOBODY: N_("Nobody of this id takes part in this conference."),
    Why.ERASED: N_("This participant was erased; nothing is kept of them."),
    Why.NO_SESSION: N_("There is no such session in the programme; it may have been cancelled."),
    Why.AHEAD: N_("This time lies in the future. Look at the clock of the device."),
    Why.EARLY: N_("This is more than an hour before the session starts."),
    Why.LATE: N_("The session was over at this time."),
    Why.TOO_MANY: N_("There are too many scans of this participant already."),
    Why.OTHER_SCAN: N_("This key was used for another scan."),
}


class Refused(Exception):
    """A scan that cannot be recorded; nothing was."""

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why

    @property
    def field(self) -> str:
        """What is at fault, as requests and lists call it."""
        return FIELDS[self.why]
