"""Moving seats: what agendas about to be written hold and what they held, brought into the ledger."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from motor.motor_asyncio import AsyncIOMotorCollection
from pymongo import UpdateOne

from services.recommendations.ports import Built, Ended
from services.recommendations.seats.ports import NoSeat
from shared.contracts.recommendations import Seat, SeatHeld, SeatReleased
from shared.events import FrozenEvent, Producer
from shared.mongo import Session

Document = dict[str, Any]
Kind = type[SeatHeld] | type[SeatReleased]


class Moving:
    """The seats of one transaction."""

    def __init__(self, seats: AsyncIOMotorCollection[Document], producer: Producer, held: SeatHeld | None) -> None:
        self._seats, self._producer, self._held = seats, producer, held

    async def move(self, written: Iterable[Built | Ended], session: Session) -> None:
        """Give and take. Raises NoSeat where there are not enough."""
        written = list(written)
        wanted = {one.participant: dict(one.limits) if isinstance(one, Built) else {} for one in written}
        capacities = {guid: seats for limits in wanted.values() for guid, seats in limits.items() if seats is not None}
        ids = [f"{one.conference}/{guid}" for one in written for guid in wanted[one.participant]]
        concerned = {"$or": [{"_id": {"$in": ids}}, {"holders": {"$in": list(wanted)}}]}
        writes = [
            UpdateOne({"_id": found["_id"]}, change)
            async for found in self._seats.find(concerned, session=session)
            if (change := self._change(found, wanted, capacities.get(found["guid"])))
        ]
        if writes:
            await self._seats.bulk_write(writes, ordered=False, session=session)

    def _change(
        self, found: Document, wanted: dict[str, dict[str, int | None]], capacity: int | None
    ) -> Document | None:
        guid, holders = found["guid"], found["holders"]
        leaving = [one for one in holders if one in wanted and guid not in wanted[one]]
        coming = [one for one, limits in wanted.items() if guid in limits and one not in holders]
        if not leaving and not coming:
            return None
        now = [one for one in holders if one not in set(leaving)] + coming
        if coming and capacity is not None and len(now) > capacity:
            raise NoSeat
        seats = found.get("capacity", len(holders)) if capacity is None else capacity
        events = self._events(found, leaving, coming, seats)
        return {
            "$set": {"holders": now, "held": len(now), "capacity": seats},
            "$push": {"pending": {"$each": [event.document() for event in events]}},
        }

    def _events(self, found: Document, leaving: Sequence[str], coming: Sequence[str], seats: int) -> list[FrozenEvent]:
        """One for each change, as if they had happened one after the other."""
        events, held = [], len(found["holders"])
        for participant in leaving:
            held -= 1
            events.append(self._event(SeatReleased, found, Seat(participant=participant, held=held, capacity=seats)))
        for participant in coming:
            held += 1
            data = Seat(participant=participant, held=held, capacity=seats)
            told = self._held
            if told and (told.subject, told.data.participant) == (found["guid"], participant):
                events.append(FrozenEvent.of(told.model_copy(update={"data": data})))
            else:
                events.append(self._event(SeatHeld, found, data))
        return events

    def _event(self, kind: Kind, found: Document, data: Seat) -> FrozenEvent:
        return _event(self._producer, kind, found, data)


def released(found: Document, participant: str, producer: Producer) -> Document:
    """What becomes of a session when the seat of somebody who is erased is free. The event does not say whose."""
    holders = [one for one in found["holders"] if one != participant]
    data = Seat(held=len(holders), capacity=found.get("capacity", len(holders)))
    event = _event(producer, SeatReleased, found, data)
    return {"$set": {"holders": holders, "held": len(holders)}, "$push": {"pending": event.document()}}


def _event(producer: Producer, kind: Kind, found: Document, data: Seat) -> FrozenEvent:
    event = producer.first(kind, id=str(uuid4()), conference=found["conference"], subject=found["guid"], data=data)
    return FrozenEvent.of(event)
