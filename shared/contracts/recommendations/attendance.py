"""Who was in which session when, as recommendations tells of it: an id, a session and a time, nothing else."""

from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import AwareDatetime

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Identifier, Value


class Witness(StrEnum):
    """Who says that somebody came or went."""

    DOOR = "door"
    """Somebody at the door scanned their badge."""
    SELF = "self"
    """They scanned the code at the door, or tapped on their own page."""
    LIST = "list"
    """A list that was kept without a network and handed in later."""


class Passage(Value):
    """Somebody came into a session, or went out of it."""

    guid: Identifier
    at: AwareDatetime
    by: Witness


class AttendanceCheckedIn(CloudEvent[Passage]):
    """A participant came into a session. Subject: the participant. The same scan again is the same event."""

    kind: ClassVar = "attendance.checked_in.v1"
    producer: ClassVar = "recommendations"
    type: Literal["attendance.checked_in.v1"] = "attendance.checked_in.v1"


class AttendanceCheckedOut(CloudEvent[Passage]):
    """A participant went out of a session. Subject: the participant. The same scan again is the same event."""

    kind: ClassVar = "attendance.checked_out.v1"
    producer: ClassVar = "recommendations"
    type: Literal["attendance.checked_out.v1"] = "attendance.checked_out.v1"
