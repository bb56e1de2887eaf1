"""Notifications as it is met: an application that runs, the events it hears, and the mails and events that follow."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx
from nats.js import JetStreamContext

from services.notifications.app import make_app
from services.notifications.settings import Settings
from shared.bus.topology import CONSUMERS
from shared.contracts.recommendations import Agenda, AgendaChanged, AgendaItem, AgendaReady, Alteration, Slot
from shared.contracts.registration import (
    Cancellation,
    Contact,
    ContactChanged,
    ContactProposed,
    Deadline,
    Ending,
    Fact,
    Interest,
    NewAddress,
    ParticipantAddressChanged,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantInterested,
    ParticipantOffered,
    ParticipantPending,
    ParticipantRegistered,
    ParticipantSignupRepeated,
    ParticipantWaitlisted,
    Repeat,
    Standing,
)
from shared.events import Producer
from tests.integration.recommendations.registration_says import (
    REGISTRATION,
    SLUG,
    conference_published,
    registered,
    say,
)
from tests.integration.streams import settled, stored
from tests.integration.waiting import until

UNTIL = datetime.fromisoformat("2026-09-08T14:30:00-04:00")
OURS = tuple(one for one in CONSUMERS if one.service == "notifications")
RECOMMENDATIONS = Producer("recommendations", "http://recommendations.example.org", clock=REGISTRATION.clock)


@dataclass(frozen=True)
class Person:
    """Somebody who takes part, and what the other services say of them."""

    email: str = "ana@example.org"
    name: str = "Ana Ruiz"
    registered: ParticipantRegistered = field(default_factory=registered)

    @property
    def id(self) -> str:
        """The participant."""
        return self.registered.subject

    def contact(self, version: int = 1, **changes: Any) -> ContactChanged:
        """How to reach them."""
        return self._said(ContactChanged, self._contact(version, **changes))

    def proposed(self, email: str, version: int = 2) -> ContactProposed:
        """They want to be reached at another address."""
        return self._said(ContactProposed, self._contact(version, email=email))

    def agenda_ready(self) -> AgendaReady:
        """They have an agenda of one session. The same event each time."""
        item = AgendaItem(
            guid="pacing",
            title="Pacing in practice",
            room="Room B",
            start=datetime.fromisoformat("2026-10-28T10:00:00-04:00"),
            minutes=30,
            why="For your goal: it takes you from 1 to 2.",
        )
        data = Agenda(version=1, programme_version=1, items=(item,))
        return RECOMMENDATIONS.following(AgendaReady, self.registered, subject=self.id, data=data)

    def agenda_changed(self, *, room: str | None = None) -> AgendaChanged:
        """Their agenda is another one; `room`: since the programme moved its session there."""
        start = datetime.fromisoformat("2026-10-28T10:00:00-04:00")
        slots = [Slot(room=each, start=start, minutes=30) for each in ("Room B", room or "Room B")]
        altered = (Alteration(guid="pacing", title="Pacing in practice", before=slots[0], now=slots[1]),)
        data = Agenda(version=1, revision=2, programme_version=2, items=(), altered=altered if room else ())
        return RECOMMENDATIONS.first(AgendaChanged, id=str(uuid4()), conference=SLUG, subject=self.id, data=data)

    def signup_repeated(self, *, held: bool = False) -> ParticipantSignupRepeated:
        """Somebody signed up with their address again. `held`: and said something else."""
        return self._said(ParticipantSignupRepeated, Repeat(held=held))

    def interested(self, *, confirmed: bool = False, version: int = 1) -> ParticipantInterested:
        """They want to hear of the conference. `confirmed`: and have said so before."""
        return self._said(ParticipantInterested, Interest(version=version, confirmed=confirmed))

    def pending(self) -> ParticipantPending:
        """Their signup waits for their word."""
        return self._said(ParticipantPending, Deadline(version=1, until=UNTIL))

    def waitlisted(self) -> ParticipantWaitlisted:
        """They wait for a place."""
        return self._said(ParticipantWaitlisted, Fact(version=2))

    def offered(self) -> ParticipantOffered:
        """A place is held for them."""
        return self._said(ParticipantOffered, Deadline(version=3, until=UNTIL))

    def cancelled(self, reason: Ending = Ending.ASKED, *, only_interested: bool = False) -> ParticipantCancelled:
        """They take part no more. `only_interested`: they hear no more of it."""
        said = Cancellation(version=4, reason=reason, only_interested=only_interested)
        return self._said(ParticipantCancelled, said)

    def address_changed(self, version: int, standing: Standing, until: datetime | None = None) -> Any:
        """They are reached at the address of the contact of this version."""
        return self._said(ParticipantAddressChanged, NewAddress(version=version, standing=standing, until=until))

    def erased(self) -> ParticipantErased:
        """They are to be forgotten."""
        return self._said(ParticipantErased, Fact(version=5))

    def _contact(self, version: int, **changes: Any) -> Contact:
        return Contact(**{"version": version, "name": self.name, "email": self.email} | changes)

    def _said(self, kind: Any, data: Any) -> Any:
        return REGISTRATION.first(kind, id=str(uuid4()), conference=SLUG, subject=self.id, data=data)


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """One instance of the service, ready, and a way to call it."""
    app = make_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url=settings.notifications_url, timeout=30
        ) as client,
    ):

        async def ready() -> bool:
            return (await client.get("/readyz")).status_code == 200

        await until(ready, seconds=30, what="the service is ready")
        yield client


async def finished(jetstream: JetStreamContext, *, seconds: float = 15) -> None:
    """Return when the service has answered everything on the bus."""
    for consumer in OURS:
        await settled(jetstream, consumer.stream, consumer.name, seconds=seconds)


async def introduce(jetstream: JetStreamContext, *people: Person) -> None:
    """The service knows the conference and how to reach these people."""
    await say(jetstream, conference_published(), *(person.contact() for person in people))
    await finished(jetstream)


async def told(jetstream: JetStreamContext) -> list[dict[str, Any]]:
    """What notifications has said, oldest first."""
    return [json.loads(one.body) for one in await stored(jetstream, "EVENTS", "conf.*.notifications.>")]


async def counts(client: httpx.AsyncClient) -> dict[str, int]:
    """How many messages there are, such as {"agenda sent": 1}."""
    return {f"{one['template']} {one['state']}": one["count"] for one in (await client.get("/v1/messages")).json()}


async def put_off(client: httpx.AsyncClient, consumer: str) -> float:
    """How often messages of a consumer were put off, as operators count it."""
    line = f'desirepath_events_handled_total{{consumer="notifications-{consumer}",outcome="retry"}} '
    metrics = (await client.get("/metrics")).text.splitlines()
    return next((float(one.removeprefix(line)) for one in metrics if one.startswith(line)), 0.0)


def key_of(cause: str, template: str) -> str:
    """The message that follows from an event."""
    return str(uuid5(UUID(cause), f"message/{template}"))


def reported(event: dict[str, Any]) -> tuple[str, str, str | None]:
    """The gist of a message event."""
    return event["type"], event["data"]["template"], event["data"].get("reason")


async def forgotten(jetstream: JetStreamContext) -> None:
    """Return when the dedupe window of everything sent so far is over."""
    id = str(uuid4())

    async def taken_anew() -> bool:
        ack = await jetstream.publish(f"conf.probe.{uuid4()}", b"", headers={"Nats-Msg-Id": id})
        return not ack.duplicate

    await taken_anew()
    await until(taken_anew, what="the dedupe window is over")
