"""Agendas and the seats they take, written together in one transaction: no seat is given twice, none is lost.

An agenda without a session that has only so many seats, of somebody who has none and waits for none, is one document
and no transaction.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from pymongo.errors import BulkWriteError

from services.recommendations.ports import Built, Ended, Found
from services.recommendations.seats.ledger import waits
from services.recommendations.seats.moving import Moving
from services.recommendations.seats.ports import NoSeat
from services.recommendations.store import MongoAgendas
from shared.contracts.recommendations import SeatHeld
from shared.events import FrozenEvent, Producer
from shared.mongo import Database, Session, duplicates, transact

_ATTEMPTS = 5


class MongoSeatedAgendas(MongoAgendas):
    """Agendas in MongoDB, with their seats."""

    def __init__(self, database: Database, producer: Producer) -> None:
        super().__init__(database)
        self._database, self._producer = database, producer
        self._seats, self._waits, self._owed = database["seats"], database["waits"], database["agenda_news"]
        # Transactions on the same seats collide: those of one process take turns rather than try again.
        self._turn = asyncio.Lock()

    async def add(self, written: Sequence[Built | Ended]) -> list[Found | None]:
        """Write where there is nothing yet. Answers, for each, None or what is there already. Raises NoSeat."""
        if not any(isinstance(one, Built) and (one.limits or one.waits) for one in written):
            return await super().add(written)
        for _ in range(_ATTEMPTS):
            found = await self.found([one.participant for one in written])
            fresh = [one for one in written if one.participant not in found]

            async def work(session: Session, fresh: Sequence[Built | Ended] = fresh) -> None:
                await self._insert(fresh, session)
                await self._move(fresh, session, None)

            try:
                if fresh:
                    async with self._turn:
                        await transact(self._database, work)
            except BulkWriteError as failure:
                duplicates(failure)
                continue
            return [found.get(one.participant) for one in written]
        raise NoSeat

    async def replace(self, written: Built | Ended, over: int) -> bool:
        """Write over the revision that was found. False if that is there no more, or a seat is not."""
        if not await self._moves(written):
            return await super().replace(written, over)
        return await self._exchange([(written, over)], None, owed=False)

    async def exchange(self, written: Sequence[tuple[Built, int]], held: SeatHeld | None = None) -> bool:
        """Write these over the revisions that were found, all or none, and owe the events that tell of them.

        `held`: tells of one of the seats, but for how many are held.
        """
        return await self._exchange(written, held, owed=True)

    async def replace_with(self, written: Built, over: int, beside: Callable[[Session], Awaitable[bool]]) -> bool:
        """The same as `replace`, together with another write. False if that one could not be done, too."""
        return await self._exchange([(written, over)], None, owed=False, beside=beside)

    async def _exchange(
        self,
        written: Sequence[tuple[Built | Ended, int]],
        held: SeatHeld | None,
        *,
        owed: bool,
        beside: Callable[[Session], Awaitable[bool]] | None = None,
    ) -> bool:
        async def work(session: Session) -> None:
            if beside and not await beside(session):
                raise NoSeat
            for one, over in written:
                if not await self._replace(one, over, session):
                    raise NoSeat
            await self._move([one for one, _ in written], session, held)
            if owed:
                news = [one.told[-1].event for one, _ in written]
                await self._owed.insert_many([_owing(event) for event in news], session=session)

        try:
            async with self._turn:
                await transact(self._database, work)
        except NoSeat:
            return False
        return True

    async def _move(self, written: Sequence[Built | Ended], session: Session, held: SeatHeld | None) -> None:
        moving = Moving(self._seats, self._producer, held)
        await moving.move(written, session)
        people = [one.participant for one in written]
        keep = [one for agenda in written for one in waits(agenda.conference, agenda.participant, *_queue(agenda))]
        keys = [f"{each.conference}/{guid}/{each.participant}" for each in written for guid in _queue(each)[0]]
        await self._waits.delete_many({"participant": {"$in": people}, "_id": {"$nin": keys}}, session=session)
        if keep:
            await self._waits.bulk_write(keep, session=session)

    async def _moves(self, written: Built | Ended) -> bool:
        """Whether it takes or gives back a seat or a place in a queue.

        Where it does not, the revision it is written over is enough: whatever moves their seats makes another one.
        """
        limits, queued = (written.limits, written.waits) if isinstance(written, Built) else ({}, ())
        who = written.participant
        held = {found["guid"] async for found in self._seats.find({"holders": who}, {"guid": True})}
        if queued or held != set(limits):
            return True
        return await self._waits.find_one({"participant": who}, {"_id": True}) is not None


def _queue(written: Built | Ended) -> tuple[Sequence[str], datetime]:
    return (written.waits, written.built_at) if isinstance(written, Built) else ((), written.ended_at)


def _owing(event: FrozenEvent) -> dict[str, Any]:
    return {"_id": event.id, "pending": [event.document()]}
