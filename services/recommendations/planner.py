"""Planning: what somebody wants and what the programme offers become a day, with the event that tells of it."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.recommendations.conference_days import is_on
from services.recommendations.days.alterations import alterations, untouched
from services.recommendations.days.ports import Setting
from services.recommendations.days.translation import moves_of, preferences_of, told_item, wishes_of
from services.recommendations.domain.basis import Basis
from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.life import Life, Standing, Telling, telling
from services.recommendations.domain.moves import has_left, moved, standing
from services.recommendations.domain.plan import Agenda as Day
from services.recommendations.domain.question import Question
from services.recommendations.domain.remains import Begun
from services.recommendations.ports import Built, ConferenceReader, Found, Told
from services.recommendations.programmes import Prepared, Programmes
from services.recommendations.reproducing.made import REMEMBERED as MADE_REMEMBERED
from services.recommendations.reproducing.made import Made, Origin
from services.recommendations.teams.joint import APART, Joint, shared_wishes
from shared.contracts.envelope import CloudEvent
from shared.contracts.recommendations import (
    Agenda,
    AgendaChanged,
    AgendaItem,
    AgendaReady,
    Alteration,
    ProgrammePublished,
    TeamPlanned,
)
from shared.contracts.registration import Wishes
from shared.events import FrozenEvent, Producer

REMEMBERED = 8
"""How many events an agenda keeps: if a process dies before they are on the bus, a redelivery finds them here."""

CHOICES = 3
"""How many days that cannot be had somebody waits for: the best, the next best, and another one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that decides on somebody's day: the programme, their wishes, what they set, and their team."""

    participant: str
    prepared: Prepared
    wishes: Wishes
    setting: Setting
    joint: Joint = APART
    seen: frozenset[str] = frozenset()
    """Sessions they were in."""
    full: frozenset[str] = frozenset()
    """The sessions they cannot get into, by guid."""

    @property
    def basis(self) -> Basis:
        """The version of each part."""
        return Basis(self.wishes.version, self.setting.version, self.prepared.version, self.joint.version)

    @property
    def life(self) -> Life:
        """The state of the participant it follows from."""
        return Life(self.wishes.version, Standing.TAKES_PART)


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

    async def overtaken(self, prepared: Prepared) -> int | None:
        """The version that is newer than this programme, None if there is none."""
        current = await self._programmes.current(prepared.conference)
        return current.version if current and current.version > prepared.version else None

    async def sessions(self, conference: str) -> frozenset[str]:
        """The guids of the sessions there are."""
        known = await self._conferences.get(conference)
        current = await self._programmes.current(known) if known else None
        return frozenset(current.sessions) if current else frozenset()

    async def read(self, prepared: Prepared, wishes: Iterable[Wishes]) -> None:
        """Get ready for what these people want. A sentence model takes its time over goals: in a thread of its own."""
        goals = [goal.statement for one in wishes for goal in one.goals]
        await asyncio.to_thread(prepared.programme.ranking.read, goals)

    def plan(self, wanted: Wanted, found: Found | None, cause: CloudEvent[Any]) -> Built:
        """The best day, as it is written over what is there because of this event."""
        question = _question(wanted, found, cause, wanted.full)
        day = question.answer(wanted.prepared.programme)
        items = _items(day, wanted.prepared)
        revision = found.revision + 1 if found else 1
        data = Agenda(
            version=wanted.basis.participant,
            revision=revision,
            programme_version=wanted.basis.programme,
            items=items,
            altered=_altered(wanted, found, items) if by_programme(cause) else (),
        )
        changed = telling(found.life if found else None, wanted.life) is Telling.CHANGED
        kind = AgendaChanged if changed else AgendaReady
        # One event may change the days of many.
        discriminator = "" if cause.subject == wanted.participant else wanted.participant
        event = self._producer.following(
            kind, cause, subject=wanted.participant, data=data, discriminator=discriminator
        )
        earlier = found.told if found else ()
        return Built(
            participant=wanted.participant,
            conference=wanted.prepared.conference.slug,
            basis=wanted.basis,
            revision=revision,
            items=day.items,
            built_at=event.time,
            told=(*earlier, Told(cause.id, FrozenEvent.of(event)))[-REMEMBERED:],
            limits=_limits(day, wanted, question.begun.since),
            waits=_waits(wanted, found, cause, day) if wanted.full else (),
            made=_made(event.id, event.time, revision, wanted.prepared, question, day, found),
        )


def by_programme(cause: CloudEvent[Any]) -> bool:
    """Whether a day is made again because the programme is another one, and for no reason of its owner's."""
    return isinstance(cause, ProgrammePublished)


def by_others(cause: CloudEvent[Any]) -> bool:
    """Whether it is made again because of what others did: who has the same day as before need not hear of it."""
    return by_programme(cause) or isinstance(cause, TeamPlanned)


def _altered(wanted: Wanted, found: Found | None, items: Sequence[AgendaItem]) -> tuple[Alteration, ...]:
    return alterations(told_items(found.told), items, wanted.prepared.sessions) if found else ()


def told_items(told: Sequence[Told]) -> tuple[AgendaItem, ...]:
    """The day that was told of last; none where that was of its end."""
    data = json.loads(told[-1].event.body)["data"] if told else {}
    return Agenda.model_validate(data).items if "items" in data else ()


def _limits(day: Day, wanted: Wanted, since: datetime | None) -> dict[str, int | None]:
    """The seats they need, and how many there are. None where they were in it before it had only so many.

    Who left a session before it ended needs none there any more.
    """
    capacities, sessions = wanted.prepared.capacities, wanted.prepared.programme.sessions
    limited = [item for item in day.items if item.guid in capacities]
    there = [item.guid for item in limited if not has_left(item, sessions[item.guid], since)]
    return {guid: None if guid in wanted.full else capacities[guid] for guid in there}


def _waits(wanted: Wanted, found: Found | None, cause: CloudEvent[Any], planned: Day) -> tuple[str, ...]:
    """What would be in the day were it not full, then what would be if only that were, and so on."""
    planning = _question(wanted, found, cause, frozenset()).planning(wanted.prepared.programme)
    sessions = planning.programme.timetable.sessions
    full = wanted.full - {item.guid for item in planned.items}
    waits: dict[int, str] = {}
    for _ in range(CHOICES):
        best = planning.best_without(waits)
        more = {stay.position: sessions[stay.position].guid for stay in best.stays}
        more = {position: guid for position, guid in more.items() if guid in full}
        if not more:
            break
        waits |= more
    return tuple(waits.values())


def _question(wanted: Wanted, found: Found | None, cause: CloudEvent[Any], full: frozenset[str]) -> Question:
    """What has begun by now, or when they decided last, stays. Where the programme changed, so does what still fits."""
    prepared, there = wanted.prepared, found.items if found else ()
    known = found.basis.preferences if found else 0
    there = moved(there, moves_of(wanted.setting, after=known), prepared.programme, wanted.full)
    stands = standing(moves_of(wanted.setting), ZoneInfo(prepared.conference.zone))
    times = [cause.time] if is_on(cause.time, prepared.conference) else []
    since = max([*times, *([stands.since] if stands.since else [])], default=None)
    kept = there if by_programme(cause) else ()
    told = told_items(found.told) if found else ()
    return Question(
        shared_wishes(wishes_of(wanted.wishes), wanted.joint.company),
        preferences_of(wanted.setting),
        Circumstances(
            full=full,
            kept=frozenset(item.guid for item in kept),
            untouched=untouched(told, [told_item(prepared.sessions[item.guid], item) for item in kept]),
            seen=_over(wanted, cause.time) - {item.guid for item in there},
            company=wanted.joint.company,
        ),
        Begun.of(prepared.programme, there, since, stands.joined, stands.closed),
    )


def _over(wanted: Wanted, now: datetime) -> frozenset[str]:
    """What they have seen to its end: another session may build on it, and nobody goes there again."""
    sessions = wanted.prepared.programme.sessions
    return frozenset(guid for guid in wanted.seen if guid in sessions and sessions[guid].end <= now)


def _made(
    id: str, at: datetime, revision: int, prepared: Prepared, question: Question, day: Day, found: Found | None
) -> tuple[Made, ...]:
    """How it was made, after those before it; the event that tells of the agenda gives the making its id."""
    origin = Origin(prepared.version, prepared.state, prepared.ranker)
    made = Made.of(id, at, revision, origin, question, day)
    return (*(found.made if found else ()), made)[-MADE_REMEMBERED:]


def _items(day: Day, prepared: Prepared) -> tuple[AgendaItem, ...]:
    return tuple(told_item(prepared.sessions[item.guid], item) for item in day.items)
