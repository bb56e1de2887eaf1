"""What recommendations does for people: a day for each participant, as soon as there is a programme to plan it from."""

import logging
from collections.abc import Sequence

from services.recommendations.domain import wishes as domain
from services.recommendations.domain.plan import plan
from services.recommendations.ports import AgendaStore, Built, ConferenceReader, EventBus
from services.recommendations.programmes import Prepared, Programmes
from shared.contracts.recommendations import Agenda, AgendaItem, AgendaReady, ProgrammePublished
from shared.contracts.registration import ParticipantRegistered, Wishes
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome, Retry

log = logging.getLogger(__name__)

TOGETHER = 200
"""How many of those who waited for a programme are served at a time."""


class Planner:
    """Plans the days of participants."""

    def __init__(
        self,
        conferences: ConferenceReader,
        programmes: Programmes,
        store: AgendaStore,
        bus: EventBus,
        producer: Producer,
    ) -> None:
        self._conferences, self._programmes = conferences, programmes
        self._store, self._bus, self._producer = store, bus, producer

    async def receive(self, registered: Sequence[ParticipantRegistered]) -> list[Outcome]:
        """Plan for newcomers; without a programme they wait for it."""
        outcomes: dict[str, Outcome] = {}
        for slug in {event.conference for event in registered}:
            newcomers = [event for event in registered if event.conference == slug]
            done = await self._newcomers(slug, newcomers)
            outcomes |= zip((event.id for event in newcomers), done, strict=True)
        return [outcomes[event.id] for event in registered]

    async def published(self, events: Sequence[ProgrammePublished]) -> list[Outcome]:
        """Plan for everybody who waits. Cut short, it goes on where it stopped."""
        for event in events:
            prepared = await self._current(event.conference)
            while prepared and (waiting := await self._store.waiting(event.conference, TOGETHER)):
                built = [self._build(prepared, one) for one in waiting]
                earlier = await self._store.add_agendas(built)
                _tell(waiting, earlier)
                frozen = [old or one.event for old, one in zip(earlier, built, strict=True)]
                await self._bus.publish_all(frozen, again=any(earlier))
                await self._store.settle([one.participant for one in built])
        return [Done()] * len(events)

    async def _newcomers(self, slug: str, registered: Sequence[ParticipantRegistered]) -> Sequence[Outcome]:
        if await self._conferences.get(slug) is None:
            return [Retry("the conference is not known here yet")] * len(registered)
        prepared = await self._current(slug)
        if prepared is None:
            await self._store.add_profiles(registered, waiting=True)
            # The programme may have come between the look and the write, and gone by those it did not see.
            prepared = await self._current(slug)
            if prepared is None:
                return [Done()] * len(registered)
        await self._store.add_profiles(registered, waiting=False)
        built = [self._build(prepared, event) for event in registered]
        earlier = await self._store.add_agendas(built)
        _tell(registered, earlier)
        return [
            Done((old,), again=True) if old else Done((one.event,)) for old, one in zip(earlier, built, strict=True)
        ]

    async def _current(self, slug: str) -> Prepared | None:
        conference = await self._conferences.get(slug)
        return await self._programmes.current(conference) if conference else None

    def _build(self, prepared: Prepared, registered: ParticipantRegistered) -> Built:
        day = plan(prepared.programme, wishes_of(registered.data))
        items = tuple(
            AgendaItem(
                guid=item.guid,
                title=prepared.sessions[item.guid].title,
                room=prepared.sessions[item.guid].room,
                start=prepared.sessions[item.guid].start,
                minutes=prepared.sessions[item.guid].minutes,
                why=item.why,
            )
            for item in day.items
        )
        agenda = Agenda(version=1, programme_version=prepared.version, items=items)
        event = self._producer.following(AgendaReady, registered, subject=registered.subject, data=agenda)
        return Built(
            participant=registered.subject,
            conference=registered.conference,
            version=1,
            programme_version=prepared.version,
            items=day.items,
            built_at=event.time,
            cause=registered.id,
            event=FrozenEvent.of(event),
        )


def _tell(registered: Sequence[ParticipantRegistered], earlier: Sequence[FrozenEvent | None]) -> None:
    for event, old in zip(registered, earlier, strict=True):
        trail = {"event_id": event.id, "correlation_id": event.correlationid}
        if event.traceparent:
            trail["trace_id"] = event.traceparent.split("-")[1]
        if old is None:
            log.info("agenda planned", extra=trail)


def wishes_of(wishes: Wishes) -> domain.Wishes:
    """The contract's wishes in the form the rules read."""
    return domain.Wishes(
        goals=tuple(domain.Goal(goal.statement, goal.area) for goal in wishes.goals),
        spectrum=domain.Spectrum(**wishes.spectrum.model_dump()),
        available=tuple(domain.Window(window.start, window.end) for window in wishes.available),
        lengths=wishes.lengths,
    )
