"""What recommendations does for those who take part: a day for each, and another one when their wishes change.

Registrations and changes come through separate consumers, in any order, more than once. The newest version counts. The
agenda that is written where there was none says `agenda.ready`; one that replaces another says `agenda.changed`. Wishes
that overtake the registration are therefore the first agenda, and the registration, come too late, says nothing.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from services.recommendations.days.ports import UNSET, SettingReader
from services.recommendations.days.remaking import Remaking
from services.recommendations.domain.basis import Basis
from services.recommendations.planner import Planner, Wanted
from services.recommendations.ports import AgendaStore, Built, EventBus, Found, ProfileStore, TakesPart
from services.recommendations.programmes import Prepared
from services.recommendations.seats.ports import NoSeat, SeatReader
from shared.contracts.recommendations import ProgrammePublished
from shared.outcomes import Done, Outcome, Retry

log = logging.getLogger(__name__)

TOGETHER = 200
"""How many of those who waited for a programme are served at a time."""


class Participation:
    """Serves those who take part."""

    def __init__(
        self,
        planner: Planner,
        profiles: ProfileStore,
        agendas: AgendaStore,
        settings: SettingReader,
        remaking: Remaking,
        seats: SeatReader,
        bus: EventBus,
    ) -> None:
        self._planner, self._profiles, self._agendas, self._bus = planner, profiles, agendas, bus
        self._settings, self._remaking, self._seats = settings, remaking, seats

    async def receive(self, said: Sequence[TakesPart]) -> list[Outcome]:
        """Plan for newcomers, and anew for those who want something else; without a programme they wait for it."""
        outcomes: dict[str, Outcome] = {}
        for slug in {event.conference for event in said}:
            outcomes |= await self._of_one_conference(slug, [event for event in said if event.conference == slug])
        return _each_once(said, outcomes)

    async def published(self, events: Sequence[ProgrammePublished]) -> list[Outcome]:
        """Plan for everybody who waits. Cut short, it goes on where it stopped."""
        for event in events:
            prepared = await self._planner.current(event.conference)
            while prepared and (waiting := await self._profiles.waiting(event.conference, TOGETHER)):
                done = await self._plan(prepared, waiting)
                before = [one.subject for one, outcome in zip(waiting, done, strict=True) if outcome.again]
                found = (await self._agendas.found(before)).values() if before else ()
                # All that was told of those: the one who wrote the first of it may have died before it was published.
                due = [told.event for there in found for told in there.told]
                due += [new for one in done if not one.again for new in one.events]
                await self._bus.publish_all(due, again=bool(before))
                await self._profiles.settle([one.subject for one in waiting])
        return [Done()] * len(events)

    async def _of_one_conference(self, slug: str, said: Sequence[TakesPart]) -> dict[str, Outcome]:
        if not await self._planner.knows(slug):
            return {event.id: Retry("the conference is not known here yet") for event in said}
        newest = _newest(said)
        prepared = await self._planner.current(slug)
        if prepared is None:
            await self._profiles.take_part(newest, waiting=True)
            # The programme may have come between the look and the write, and gone by those it did not see.
            prepared = await self._planner.current(slug)
            if prepared is None:
                return {event.id: Done() for event in said}
        await self._profiles.take_part(newest, waiting=False)
        done = await self._plan(prepared, newest)
        outcomes: dict[str, Outcome] = {event.id: one for event, one in zip(newest, done, strict=True)}
        overtaken = [event for event in said if event.id not in outcomes]
        found = await self._agendas.found([event.subject for event in overtaken]) if overtaken else {}
        return outcomes | {event.id: found[event.subject].again(event.id) for event in overtaken}

    async def _plan(self, prepared: Prepared, said: Sequence[TakesPart]) -> Sequence[Done]:
        """Write the days of these people, who are all different, and say what follows for each."""
        await self._planner.read(prepared, [one.data for one in said])
        built, found = await self._add(prepared, said)
        done = [Done((one.told[-1].event,)) for one in built]
        taken = [(position, there) for position, there in enumerate(found) if there]
        replaced = await asyncio.gather(
            *(self._remaking.over(there, said[at].subject, said[at], _of_wishes(said[at])) for at, there in taken)
        )
        for (position, _), one in zip(taken, replaced, strict=True):
            done[position] = one
        await self._remaking.overtaken(prepared, [one.subject for one in said])
        _log(said, done)
        return done

    async def _add(self, prepared: Prepared, said: Sequence[TakesPart]) -> tuple[list[Built], list[Found | None]]:
        """Write days where there are none. Seats go to whoever is first; who is overtaken plans without them."""
        people = [one.subject for one in said]
        settings = await self._settings.of(people)
        while True:
            openings = await self._seats.openings(prepared.conference.slug, prepared.capacities, people)
            built = []
            for one in said:
                full, setting = openings.full_for(one.subject), settings.get(one.subject, UNSET)
                built.append(self._planner.plan(Wanted(one.subject, prepared, one.data, setting, full=full), None, one))
                openings.take(one.subject, built[-1].limits)
            with suppress(NoSeat):
                return built, await self._agendas.add(built)


def _of_wishes(said: TakesPart) -> Basis:
    return Basis(participant=said.data.version)


def _newest(said: Iterable[TakesPart]) -> list[TakesPart]:
    """Of each participant, what counts."""
    newest: dict[str, TakesPart] = {}
    for event in said:
        if event.subject not in newest or newest[event.subject].data.version < event.data.version:
            newest[event.subject] = event
    return list(newest.values())


def _each_once(said: Sequence[TakesPart], outcomes: Mapping[str, Outcome]) -> list[Outcome]:
    """An outcome for each. Where an event comes twice in one batch, what follows may be on the bus already."""
    answers: list[Outcome] = []
    seen: set[str] = set()
    for event in said:
        outcome = outcomes[event.id]
        if event.id in seen and isinstance(outcome, Done) and outcome.events:
            outcome = replace(outcome, again=True)
        seen.add(event.id)
        answers.append(outcome)
    return answers


def _log(said: Sequence[TakesPart], done: Sequence[Done]) -> None:
    for event, one in zip(said, done, strict=True):
        trail = {"event_id": event.id, "correlation_id": event.correlationid}
        if event.traceparent:
            trail["trace_id"] = event.traceparent.split("-")[1]
        if one.events and not one.again:
            log.info("agenda planned", extra=trail)
