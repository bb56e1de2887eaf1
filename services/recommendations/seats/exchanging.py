"""From the seats people have to those they should have: days are made again, a few together, while seats are there.

Each step is a whole one: whoever looks in between sees every agenda with its seats. A process that dies leaves a part
of the way, which the next run goes on from. Where everybody waits for everybody, somebody gives a seat back first.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from services.recommendations.days.alterations import the_same
from services.recommendations.days.remaking import Remaking
from services.recommendations.planner import Planner, told_items
from services.recommendations.ports import Built
from services.recommendations.seats.ports import SeatedAgendas
from shared.contracts.envelope import CloudEvent

TOGETHER = 25
"""How many days are written in one transaction."""
Seats = dict[str, frozenset[str]]
"""Limited sessions by participant."""


class Exchanging:
    """Brings people from the seats they have to others."""

    def __init__(self, agendas: SeatedAgendas, planner: Planner, remaking: Remaking, cause: CloudEvent[Any]) -> None:
        self._agendas, self._planner, self._remaking, self._cause = agendas, planner, remaking, cause
        self.changed: set[str] = set()

    async def bring(
        self, has: Seats, wanted: Seats, capacities: Mapping[str, int], told: Callable[[float], None]
    ) -> None:
        """Until everybody has what they should, or what somebody else was not quicker to take."""
        left = {guid: seats - sum(guid in each for each in has.values()) for guid, seats in capacities.items()}
        pending = {who: seats for who, seats in wanted.items() if seats != has[who]}
        of = len(pending)
        while pending:
            some = _possible(pending, has, left) or _giving_back(pending, has)
            if not some:
                break
            written = await self._write(some, capacities)
            for who, seats in some.items():
                now = written.get(who)
                if seats == pending[who] or now is None or now == has[who]:
                    del pending[who]
                _count(left, has[who], -1)
                has[who] = has[who] if now is None else now
                _count(left, has[who], +1)
            told(1 - len(pending) / of)

    async def _write(self, some: Seats, capacities: Mapping[str, int]) -> Seats:
        """Answers what each has of it after that; who is not in it was changed by somebody else meanwhile."""
        built = [pair for who, seats in some.items() if (pair := await self._built(who, seats, capacities))]
        news = [(one, revision) for one, revision, new in built if new]
        done = not news or await self._agendas.exchange(news)
        if not done:
            news = [pair for pair in news if await self._agendas.exchange([pair])]
        self.changed |= {one.participant for one, _ in news}
        kept = {one.participant for one, _ in news}
        return {one.participant: frozenset(one.limits) for one, _, new in built if not new or one.participant in kept}

    async def _built(
        self, who: str, seats: frozenset[str], capacities: Mapping[str, int]
    ) -> tuple[Built, int, bool] | None:
        # In this order: who cancels meanwhile is not given a day again.
        found = (await self._agendas.found([who])).get(who)
        wanted = await self._remaking.wanted(who)
        if wanted is None or found is None:
            return None
        # Each time another cause: somebody's day may change twice on the way.
        cause = self._cause.model_copy(update={"id": str(uuid4()), "causationid": self._cause.id})
        built = self._planner.plan(replace(wanted, full=frozenset(capacities.keys() - seats)), found, cause)
        return built, found.revision, not the_same(told_items(found.told), told_items(built.told))


def _possible(pending: Seats, has: Seats, left: dict[str, int]) -> Seats:
    """Some whose seats are there, together."""
    free, some = dict(left), Seats()
    for who, seats in pending.items():
        if all(free[guid] > 0 for guid in seats - has[who]):
            some[who] = seats
            _count(free, has[who], -1)
            _count(free, seats, +1)
        if len(some) == TOGETHER:
            break
    return some


def _giving_back(pending: Seats, has: Seats) -> Seats:
    """Somebody who gives seats back before they get others."""
    return next(({who: seats & has[who]} for who, seats in pending.items() if has[who] - seats), {})


def _count(left: dict[str, int], seats: frozenset[str], by: int) -> None:
    for guid in seats:
        left[guid] -= by
