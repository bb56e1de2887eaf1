"""What a participant sets on their agenda, as recommendations tells of it: guids, numbers and times of day."""

from datetime import time
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Identifier, Value, Version


class Pin(StrEnum):
    """What somebody said about one session."""

    MUST = "must"
    MAYBE = "maybe"
    BACKUP = "backup"
    """Where the time would be free otherwise."""
    NOT = "not"


Slider = Annotated[int, Field(ge=0, le=4)]
"""0 not at all, 2 as usual, 4 twice."""
Minutes = Annotated[int, Field(ge=1, le=1440)]


class Sliders(Value):
    """How much each thing counts when a day is made."""

    goals: Slider = 2
    areas: Slider = 2
    steps: Slider = 2
    lengths: Slider = 2


class Preferences(Value):
    """All that is set, whole; times are on the conference's clock and hold on each of its days."""

    version: Version
    sliders: Sliders = Sliders()
    pins: dict[Identifier, Pin] = Field(default_factory=dict, max_length=2000)
    """By guid of the session."""
    longest_stretch: Minutes | None = None
    """Minutes without a break."""
    pause: Minutes = 15
    """Minutes between two sessions that are a break."""
    most_minutes: Minutes | None = None
    """Minutes in sessions on one day."""
    earliest: time | None = None
    latest: time | None = None
    in_part: bool = False
    """They would come late or leave early."""
    each_goal: bool = False
    """At least one session for each goal."""

    @model_validator(mode="after")
    def _in_order(self) -> "Preferences":
        for limit in (self.earliest, self.latest):
            if limit is not None and limit.tzinfo:
                raise ValueError("must be a time of day without a zone, such as 09:00")
        if self.earliest is not None and self.latest is not None and self.earliest >= self.latest:
            raise ValueError("latest must be after earliest")
        return self


class PreferencesChanged(CloudEvent[Preferences]):
    """A participant set something on their agenda. Subject: the participant."""

    kind: ClassVar = "preferences.changed.v1"
    producer: ClassVar = "recommendations"
    type: Literal["preferences.changed.v1"] = "preferences.changed.v1"
