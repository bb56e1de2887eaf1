"""Everything MongoDB holds of one participant, collection by collection. A collection that begins to hold people gets a
line here, or the test that looks for them everywhere fails."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.recommendations.own_data import told
from services.recommendations.own_data.told_agenda import agenda
from shared.mongo import Database


@dataclass(frozen=True, slots=True)
class Held:
    """The documents of somebody in one collection: how they are found there, and how they are told."""

    by: str
    """The field that holds the id of the participant."""
    told: Callable[[told.Documents, told.Owner], dict[str, Any]]


HELD: Mapping[str, Held] = {
    "profiles": Held("_id", told.profile),
    "preferences": Held("_id", told.setting),
    "agendas": Held("_id", agenda),
    "seats": Held("holders", told.seats),
    "waits": Held("participant", told.waits),
    "attendances": Held("_id", told.attendance),
    "teams": Held("members.participant", told.team),
    "companies": Held("_id", told.company),
    "feeds": Held("_id", told.calendar),
    "rebuilds": Held("_id", told.rebuild),
}
"""By collection. `agenda_news` holds events on their way, for as long as that takes."""


class MongoOwnData:
    """Reads it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, participant: str) -> dict[str, Any]:
        """All of it, part by part, whether there is anything or not."""
        owner = told.owner_of(participant, await self._database["profiles"].find_one({"_id": participant}))
        parts = await asyncio.gather(*(self._part(name, held, owner) for name, held in HELD.items()))
        return {name: value for part in parts for name, value in part.items()}

    async def _part(self, collection: str, held: Held, owner: told.Owner) -> dict[str, Any]:
        there = {held.by: owner.participant, "erased": {"$ne": True}}
        found = await self._database[collection].find(there, {"pending": False}).to_list(None)
        return held.told(found, owner)
