"""Recommendations' documents about days: agendas, and what is in the place of those that are gone."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import BulkWriteError

from services.recommendations import tombstones
from services.recommendations.attendance.store import INDEXES as ATTENDANCES
from services.recommendations.domain.basis import Basis
from services.recommendations.domain.plan import Agenda, AgendaItem
from services.recommendations.feeds.store import INDEXES as FEEDS
from services.recommendations.growth.store import INDEXES as GROWTH
from services.recommendations.ports import Built, Ended, Found, Kept, Told
from services.recommendations.profile_store import WAITING
from services.recommendations.reproducing.made import Made, Making
from services.recommendations.seats.ledger import INDEXES as SEATS
from services.recommendations.teams.company_store import INDEXES as COMPANIES
from services.recommendations.teams.store import INDEXES as TEAMS
from shared.events import FrozenEvent
from shared.mongo import Database, Session, duplicates
from shared.outbox import PENDING

INDEXES = {
    "sessions": [IndexModel([("conference", ASCENDING)]), PENDING],
    "programmes": [PENDING],
    "profiles": [WAITING, *GROWTH],
    "attendances": ATTENDANCES,
    "preferences": [PENDING],
    "demand": [PENDING],
    "teams": TEAMS,
    "companies": COMPANIES,
    "feeds": FEEDS,
    "agendas": [
        IndexModel([("conference", ASCENDING), ("items.guid", ASCENDING)]),
        IndexModel([("made.id", ASCENDING)]),
    ],
    **SEATS,
    "agenda_news": [PENDING],
    "allocations": [PENDING],
    "rebuilds": [IndexModel([("taken_until", ASCENDING)])],
}


class MongoAgendas:
    """Agendas in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._agendas = database["agendas"]

    async def add(self, written: Sequence[Built | Ended]) -> list[Found | None]:
        """Write where there is nothing yet. Answers, for each, None or what is there already."""
        try:
            await self._insert(written)
        except BulkWriteError as failure:
            taken = duplicates(failure)
            found = await self.found([written[position].participant for position in taken])
            return [found[one.participant] if position in taken else None for position, one in enumerate(written)]
        return [None] * len(written)

    async def replace(self, written: Built | Ended, over: int) -> bool:
        """Write over the revision that was found. False if that is there no more."""
        return await self._replace(written, over)

    async def _insert(self, written: Sequence[Built | Ended], session: Session | None = None) -> None:
        await self._agendas.insert_many([_document(one) for one in written], ordered=False, session=session)

    async def _replace(self, written: Built | Ended, over: int, session: Session | None = None) -> bool:
        uncounted = {"revision": {"$exists": False}, "version": over}
        there = {"_id": written.participant, "$or": [{"revision": over}, uncounted]}
        return bool((await self._agendas.replace_one(there, _document(written), session=session)).matched_count)

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in its place."""
        await tombstones.erase(self._agendas, participant, conference, event)

    async def found(self, participants: Sequence[str]) -> dict[str, Found]:
        """What is there, by participant."""
        found = self._agendas.find({"_id": {"$in": list(participants)}})
        return {document["_id"]: _found(document) async for document in found}

    async def having(
        self, conference: str, guids: Collection[str] | None, *, older: int, after: str, limit: int
    ) -> list[str]:
        """Participants whose agenda has one of these sessions, or any (None), and is of an older programme.

        In order, those that come after one.
        """
        what = {"items": {"$exists": True}} if guids is None else {"items.guid": {"$in": list(guids)}}
        found = self._agendas.find(
            {"conference": conference, "_id": {"$gt": after}, "programme_version": {"$lt": older}, **what},
            {"_id": True},
        )
        return [document["_id"] async for document in found.sort("_id").limit(limit)]

    async def agenda(self, participant: str) -> Kept | Ended | None:
        """One agenda, or what is in its place. None if there is none, or no more than that it was erased."""
        found = await self._agendas.find_one({"_id": participant})
        if found is None or found.get("erased"):
            return None
        if found.get("cancelled"):
            return Ended(
                participant,
                found["conference"],
                found["version"],
                _revision(found),
                tuple(found["sessions"]),
                found["ended_at"],
                (),
            )
        items = _items(found)
        made = Made.from_document(found["made"][-1]) if found.get("made") else None
        answered = made.answered() if made else Agenda(())
        return Kept(
            participant,
            found["conference"],
            found["version"],
            _revision(found),
            found["programme_version"],
            items,
            found["built_at"],
            made.id if made else None,
            answered.unkept,
            answered.unmet,
            answered.unserved,
        )

    async def made(self, id: str) -> Making | None:
        """How an agenda was made, whoever's it is. None if that is not kept (any more)."""
        found = await self._agendas.find_one({"made.id": id}, {"conference": True, "made": True})
        if found is None:
            return None
        [made] = [Made.from_document(one) for one in found["made"] if one["id"] == id]
        return Making(found["_id"], found["conference"], made)


def _document(written: Built | Ended) -> dict[str, Any]:
    document = {
        "_id": written.participant,
        "conference": written.conference,
        "version": written.version if isinstance(written, Ended) else written.basis.participant,
        "revision": written.revision,
        "told": [{"cause": one.cause, **one.event.document()} for one in written.told],
    }
    if isinstance(written, Ended):
        return document | {"cancelled": True, "sessions": list(written.sessions), "ended_at": written.ended_at}
    return document | {
        "programme_version": written.basis.programme,
        "preferences_version": written.basis.preferences,
        "company_version": written.basis.company,
        "items": [asdict(item) for item in written.items],
        "built_at": written.built_at,
        "made": [asdict(one) for one in written.made],
    }


def _items(document: dict[str, Any]) -> tuple[AgendaItem, ...]:
    return tuple(AgendaItem(**item | {"also": tuple(item.get("also", ()))}) for item in document.get("items", ()))


def _found(document: dict[str, Any]) -> Found:
    items = _items(document)
    return Found(
        life=tombstones.life_of(document),
        revision=_revision(document),
        basis=_basis(document),
        items=items,
        sessions=tuple(document.get("sessions", [item.guid for item in items])),
        told=tuple(Told(one["cause"], FrozenEvent.from_document(one)) for one in document.get("told", ())),
        made=tuple(Made.from_document(one) for one in document.get("made", ())),
    )


def _revision(document: dict[str, Any]) -> int:
    """What was written before writes were counted had one for each version."""
    return int(document.get("revision", document["version"]))


def _basis(document: dict[str, Any]) -> Basis:
    return Basis(
        participant=document["version"],
        preferences=document.get("preferences_version", 0),
        programme=document.get("programme_version", 0),
        company=document.get("company_version", 0),
    )
