"""Planning: what somebody wants and what the programme offers become a day, with the event that tells of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from services.recommendations.domain import wishes as domain
from services.recommendations.domain.life import Life, Standing, Telling, telling
from services.recommendations.domain.plan import Agenda as Day
from services.recommendations.domain.plan import plan
from services.recommendations.ports import Built, ConferenceReader, Found, TakesPart, Told
from services.recommendations.programmes import Prepared, Programmes
from shared.contracts.recommendations import Agenda, AgendaChanged, AgendaItem, AgendaReady
from shared.contracts.registration import Wishes
from shared.events import FrozenEvent, Producer

REMEMBERED = 8
"""How many events an agenda keeps: if a process dies before they are on the bus, a redelivery finds them here."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A day for somebody, whatever it is going to be written over."""

    said: TakesPart
    programme_version: int
    day: Day
    agenda: Agenda

    @property
    def life(self) -> Life:
        """The state of the participant it follows from."""
        return Life(self.said.data.version, Standing.TAKES_PART)


class Planner:
    """Plans the days of participants."""

    def __init__(self, conferences: ConferenceReader, programmes: Programmes, producer: Producer) -> None:
        self._conferences, self._programmes, self._producer = conferences, programmes, producer

    async def knows(self, conference: str) -> bool:
        """Whether the conference is known here (yet)."""
        return await self._conferences.get(conference) is not None

    async def current(self, conference: str) -> Prepared | None:
        """The programme to plan from, None while there is none."""
        known = await self._conferences.get(conference)
        return await self._programmes.prepared(known) if known else None

    async def read(self, prepared: Prepared, said: Sequence[TakesPart]) -> None:
        """Get ready for what these people want. A sentence model takes its time over goals: in a thread of its own."""
        goals = [goal.statement for one in said for goal in one.data.goals]
        await asyncio.to_thread(prepared.programme.ranking.read, goals)

    def plan(self, prepared: Prepared, said: TakesPart) -> Planned:
        """The best day."""
        day = plan(prepared.programme, wishes_of(said.data))
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
        agenda = Agenda(version=said.data.version, programme_version=prepared.version, items=items)
        return Planned(said, prepared.version, day, agenda)

    def over(self, found: Found | None, planned: Planned) -> Built:
        """The day as it is written over what is there."""
        said = planned.said
        changed = telling(found.life if found else None, planned.life) is Telling.CHANGED
        kind = AgendaChanged if changed else AgendaReady
        revision = found.revision + 1 if found else 1
        data = planned.agenda.model_copy(update={"revision": revision})
        event = self._producer.following(kind, said, subject=said.subject, data=data)
        earlier = found.told if found else ()
        return Built(
            participant=said.subject,
            conference=said.conference,
            version=said.data.version,
            revision=revision,
            programme_version=planned.programme_version,
            items=planned.day.items,
            built_at=event.time,
            told=(*earlier, Told(said.id, FrozenEvent.of(event)))[-REMEMBERED:],
        )


def wishes_of(wishes: Wishes) -> domain.Wishes:
    """The contract's wishes in the form the rules read."""
    return domain.Wishes(
        goals=tuple(domain.Goal(goal.statement, goal.area, goal.priority) for goal in wishes.goals),
        spectrum=domain.Spectrum(**wishes.spectrum.model_dump()),
        available=tuple(domain.Window(window.start, window.end) for window in wishes.available),
        lengths=wishes.lengths,
    )
