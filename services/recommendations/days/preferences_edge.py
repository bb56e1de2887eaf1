"""What may be asked of preferences over HTTP, and what becomes of those that are there."""

from datetime import time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.contracts.recommendations import Pin, Preferences, preferences
from shared.contracts.vocabulary import NO_BOOLEAN, Identifier
from shared.web.problems import Problem
from shared.wrong import wrong_with

Slider = Annotated[preferences.Slider, NO_BOOLEAN]
Minutes = Annotated[preferences.Minutes, NO_BOOLEAN]


class _Strict(BaseModel):
    # A misspelt field would be a wish lost in silence.
    model_config = ConfigDict(extra="forbid", frozen=True)


class SlidersRequest(_Strict):
    """How much each thing counts: 0 not at all, 2 as usual, 4 twice."""

    goals: Slider = 2
    areas: Slider = 2
    steps: Slider = 2
    lengths: Slider = 2


class PreferencesRequest(_Strict):
    """What to set. With PATCH, what is not there stays, and a pin of `null` is taken out."""

    sliders: SlidersRequest = SlidersRequest()
    pins: Annotated[dict[Identifier, Pin | None], Field(max_length=2000)] = {}
    """By guid of the session: must, maybe, backup (where the time would be free otherwise), or not."""
    longest_stretch: Minutes | None = None
    """Minutes without a break."""
    pause: Minutes = 15
    """Minutes between two sessions that are a break."""
    most_minutes: Minutes | None = None
    """Minutes in sessions on one day."""
    earliest: time | None = None
    latest: time | None = None
    in_part: bool = False
    """Come late or leave early where that is worth it."""
    each_goal: bool = False
    """At least one session for each goal, where that can be had."""

    def over(self, before: Preferences, known: frozenset[str]) -> Preferences:
        """Some of it changed. `known`: the guids of the sessions there are. Raises Problem naming the fields."""
        unknown = [guid for guid, pin in self.pins.items() if pin and guid not in known and guid not in before.pins]
        if unknown:
            errors = [{"field": f"pins.{guid}", "detail": "is not a session of this conference"} for guid in unknown]
            raise Problem(422, "Some fields need another look; nothing was changed.", errors=errors)
        given = self.model_dump(exclude_unset=True)
        pins = {**before.pins, **given.pop("pins", {})}
        sliders = before.sliders.model_dump() | given.pop("sliders", {})
        return _valid(
            before.model_dump() | given | {"sliders": sliders, "pins": {guid: pin for guid, pin in pins.items() if pin}}
        )

    def instead(self, before: Preferences, known: frozenset[str]) -> Preferences:
        """All of it, and usual what is not there. Raises Problem naming the fields."""
        # Pins of sessions that were cancelled since may stay.
        pins = {guid: pin for guid, pin in before.pins.items() if guid in self.pins}
        return self.over(Preferences(version=before.version, pins=pins), known)


def _valid(said: dict[str, Any]) -> Preferences:
    try:
        return Preferences.model_validate(said)
    except ValidationError as invalid:
        # Each field was read before: what is left is how the two limits stand to each other.
        detail = wrong_with(invalid.errors()[0])
        errors = [{"field": "latest", "detail": detail}]
        raise Problem(422, "Some fields need another look; nothing was changed.", errors=errors) from invalid
