"""What registration would have put on the bus."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from nats.js import JetStreamContext

from shared.contracts.envelope import CloudEvent
from shared.contracts.registration import (
    Cancellation,
    ChangedWishes,
    ConferencePublished,
    Ending,
    Fact,
    Part,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantRegistered,
    ParticipantWishesChanged,
    PublishedConference,
    Wishes,
)
from shared.contracts.vocabulary import Area, Goal, Spectrum, Window
from shared.events import Producer

SLUG = "personalized-learning-2026"
TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
REGISTRATION = Producer(
    "registration", "http://registration.example.org", clock=lambda: datetime(2026, 9, 1, 12, tzinfo=UTC)
)


def conference_published(slug: str = SLUG, version: int = 1, **changes: Any) -> ConferencePublished:
    """A conference of one day in Detroit."""
    facts: dict[str, Any] = {
        "slug": slug,
        "version": version,
        "name": "Personalized Learning 2026",
        "starts_on": date(2026, 10, 28),
        "ends_on": date(2026, 10, 28),
        "zone": "America/Detroit",
        "place": "Grand Rapids, Michigan",
        "capacity": 400,
    }
    data = PublishedConference(**facts | changes)
    return REGISTRATION.first(ConferencePublished, id=str(uuid4()), conference=slug, subject=slug, data=data)


def registered(conference: str = SLUG, participant: str | None = None, **changes: Any) -> ParticipantRegistered:
    """Somebody who wants to learn about pacing and has to leave at half past three."""
    return REGISTRATION.first(
        ParticipantRegistered,
        id=str(uuid4()),
        story=str(uuid4()),
        conference=conference,
        subject=participant or str(uuid4()),
        data=Wishes(**WISHES | changes),
        traceparent=TRACEPARENT,
    )


WISHES: dict[str, Any] = {
    "version": 1,
    "goals": (Goal(statement="let my students move at their own pace", area=Area.INSTRUCTION),),
    "spectrum": Spectrum(individual_pacing=1),
    "available": (Window.model_validate({"from": "09:30", "to": "15:30"}),),
}


def wishes_changed(participant: str, version: int = 2, **changes: Any) -> ParticipantWishesChanged:
    """They want to grade less instead."""
    goals = (Goal(statement="grading less", area=Area.ASSESSMENT),)
    data = ChangedWishes(**WISHES | {"version": version, "goals": goals} | changes, changed=(Part.GOALS,))
    return _said(ParticipantWishesChanged, participant, data)


def cancelled(participant: str, version: int = 3) -> ParticipantCancelled:
    """They do not come."""
    return _said(ParticipantCancelled, participant, Cancellation(version=version, reason=Ending.ASKED))


def erased(participant: str, version: int = 5) -> ParticipantErased:
    """They are to be forgotten."""
    return _said(ParticipantErased, participant, Fact(version=version))


def _said(kind: Any, participant: str, data: Any) -> Any:
    return REGISTRATION.first(kind, id=str(uuid4()), conference=SLUG, subject=participant, data=data)


async def say(jetstream: JetStreamContext, *events: CloudEvent[Any]) -> None:
    """On the bus, in this order; the same event again is a second message."""
    for event in events:
        await jetstream.publish(event.address, event.encode(), stream=event.stream)


async def say_many(jetstream: JetStreamContext, events: Sequence[CloudEvent[Any]]) -> None:
    """On the bus, all at once."""
    for answer in [await jetstream.publish_async(e.address, e.encode(), stream=e.stream) for e in events]:
        await answer
