"""Everybody of a conference, what they want and have, brought into the form seats are given out in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np

from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.wishes import Wishes
from services.recommendations.ports import AgendaStore
from services.recommendations.programmes import Prepared
from services.recommendations.seats.allocation import Allocation, allocate
from services.recommendations.seats.demand import Demand
from services.recommendations.seats.valuing import worth_of_all

TOGETHER = 500
Told = Callable[[str, float], None]
"""What is being done, and which part of that is done. Called in another thread."""


class Person(Protocol):
    """One of everybody."""

    @property
    def participant(self) -> str: ...  # noqa: D102
    @property
    def wishes(self) -> Wishes: ...  # noqa: D102
    @property
    def preferences(self) -> Preferences: ...  # noqa: D102


class PeopleReader(Protocol):
    """Everybody who takes part."""

    def everybody(self, conference: str) -> AsyncIterator[Person]:
        """Each of them, in order of id."""
        ...


@dataclass(frozen=True, slots=True)
class Given:
    """Who should have seats where, by guid of the limited sessions, and what is known of that."""

    people: int
    seats: dict[str, frozenset[str]]
    allocation: Allocation


async def given_out(
    prepared: Prepared, reader: PeopleReader, agendas: AgendaStore, since: datetime | None, told: Told
) -> Given:
    """Allocate the conference. Nothing is written."""
    people = [person async for person in reader.everybody(prepared.conference.slug)]
    names = [person.participant for person in people]
    place = {session.guid: row for row, session in enumerate(prepared.programme.timetable.sessions)}
    held = np.zeros((len(place), len(people)), dtype=bool)
    for start in range(0, len(names), TOGETHER):
        found = await agendas.found(names[start : start + TOGETHER])
        for column, name in enumerate(names[start : start + TOGETHER], start):
            rows = [place[guid] for guid in (found[name].sessions if name in found else ()) if guid in place]
            held[rows, column] = True
    wanted = [(person.wishes, person.preferences) for person in people]
    capacities = [prepared.capacities.get(guid) for guid in place]

    def work() -> Allocation:
        prepared.programme.ranking.read([goal.statement for wishes, _ in wanted for goal in wishes.goals])
        worth = worth_of_all(prepared.programme, wanted, since, lambda done, of: told("values", done / of))
        return allocate(Demand.of(prepared.programme.timetable, worth, capacities, held), told)

    allocation = await asyncio.to_thread(work)
    limited = [(guid, row) for guid, row in place.items() if guid in prepared.capacities]
    seats = {
        name: frozenset(guid for guid, row in limited if allocation.chosen[row, column])
        for column, name in enumerate(names)
    }
    return Given(len(people), seats, allocation)
