"""Recommendations' documents about people: profiles and agendas."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import BulkWriteError

from services.recommendations.domain.plan import AgendaItem
from services.recommendations.ports import Built, Kept, Profile
from shared.contracts.registration import ParticipantRegistered
from shared.events import FrozenEvent
from shared.mongo import Database, duplicates
from shared.outbox import PENDING

INDEXES = {
    "sessions": [IndexModel([("conference", ASCENDING)]), PENDING],
    "programmes": [PENDING],
    "profiles": [
        IndexModel([("conference", ASCENDING)], name="waiting", partialFilterExpression={"waiting": True}),
    ],
}


class MongoAgendas:
    """Profiles and agendas in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._profiles = database["profiles"]
        self._agendas = database["agendas"]

    async def add_profiles(self, registered: Sequence[ParticipantRegistered], *, waiting: bool) -> None:
        """Write profiles. Those that are there stay as they are."""
        try:
            await self._profiles.insert_many([_profile(event, waiting) for event in registered], ordered=False)
        except BulkWriteError as failure:
            duplicates(failure)

    async def add_agendas(self, built: Sequence[Built]) -> list[FrozenEvent | None]:
        """Write first agendas. Answers, for each, None or the event frozen when it was first written."""
        try:
            await self._agendas.insert_many([_agenda(one) for one in built], ordered=False)
        except BulkWriteError as failure:
            return await self._earlier(built, duplicates(failure))
        return [None] * len(built)

    async def waiting(self, conference: str, limit: int) -> list[ParticipantRegistered]:
        """Some of those who wait for the programme."""
        found = self._profiles.find({"conference": conference, "waiting": True}, {"registered": True})
        return [_registered(document) for document in await found.to_list(limit)]

    async def settle(self, participants: Sequence[str]) -> None:
        """They wait no more."""
        await self._profiles.update_many({"_id": {"$in": list(participants)}}, {"$set": {"waiting": False}})

    async def profile(self, participant: str) -> Profile | None:
        """One profile, None if there is none."""
        found = await self._profiles.find_one({"_id": participant})
        return Profile(_registered(found), found["links_revoked_at"]) if found else None

    async def agenda(self, participant: str) -> Kept | None:
        """One agenda, None if there is none."""
        found = await self._agendas.find_one({"_id": participant})
        if found is None:
            return None
        items = tuple(AgendaItem(**item) for item in found["items"])
        return Kept(
            participant,
            found["conference"],
            found["version"],
            found["programme_version"],
            items,
            found["built_at"],
        )

    async def revoke_links(self, participant: str, at: datetime) -> bool:
        """Links signed until then open nothing any more. False if there is no such participant."""
        written = await self._profiles.update_one({"_id": participant}, {"$set": {"links_revoked_at": at}})
        return bool(written.matched_count)

    async def _earlier(self, built: Sequence[Built], positions: set[int]) -> list[FrozenEvent | None]:
        ids = [built[position].participant for position in positions]
        found = self._agendas.find({"_id": {"$in": ids}}, {"event": True})
        events = {document["_id"]: FrozenEvent.from_document(document["event"]) async for document in found}
        return [events[one.participant] if position in positions else None for position, one in enumerate(built)]


def _registered(document: dict[str, Any]) -> ParticipantRegistered:
    return ParticipantRegistered.parse(bytes(document["registered"]))


def _profile(event: ParticipantRegistered, waiting: bool) -> dict[str, Any]:
    return {
        "_id": event.subject,
        "conference": event.conference,
        "version": event.data.version,
        "registered": event.encode(),
        "waiting": waiting,
        "links_revoked_at": None,
    }


def _agenda(built: Built) -> dict[str, Any]:
    return {
        "_id": built.participant,
        "conference": built.conference,
        "version": built.version,
        "programme_version": built.programme_version,
        "items": [asdict(item) for item in built.items],
        "built_at": built.built_at,
        "cause": built.cause,
        "event": built.event.document(),
    }
