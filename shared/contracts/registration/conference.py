"""Conferences."""

from datetime import date
from operator import not_
from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import NO_BOOLEAN, Line, Slug, Value, Version, Zone

OFFER_STANDS = 2 * 24 * 60
"""Minutes."""


class Conference(Value):
    """A conference as people are told of it."""

    slug: Slug
    name: Annotated[str, Line(160)]
    starts_on: date
    ends_on: date
    zone: Zone
    place: Annotated[str, Line(200)]
    capacity: Annotated[int, Field(ge=1, le=1_000_000), NO_BOOLEAN]
    open: bool = True
    # Added to v1: left out where they are what they always were.
    double_opt_in: Annotated[bool, Field(exclude_if=not_)] = False
    """A signup counts once the owner of its address confirms it."""
    offer_minutes: Annotated[int, Field(ge=1, le=60 * 24 * 60, exclude_if=OFFER_STANDS.__eq__), NO_BOOLEAN] = (
        OFFER_STANDS
    )
    """How long an offered place is held."""

    # Of the one field, so that it is told also where another one is wrong.
    @field_validator("ends_on")
    @classmethod
    def _in_order(cls, ends_on: date, others: ValidationInfo) -> date:
        starts_on = others.data.get("starts_on")
        if starts_on is not None and ends_on < starts_on:
            raise ValueError("must not be before starts_on")
        return ends_on


class PublishedConference(Conference):
    """A conference and how often it was published, so that a late event never overwrites a newer one."""

    version: Version


class ConferencePublished(CloudEvent[PublishedConference]):
    """A conference, whole, as it is now. Subject: its slug."""

    kind: ClassVar = "conference.published.v1"
    producer: ClassVar = "registration"
    type: Literal["conference.published.v1"] = "conference.published.v1"
