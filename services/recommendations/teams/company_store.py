"""The company everybody goes in, in MongoDB: one document for each participant who was ever in a team."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.recommendations import tombstones
from services.recommendations.domain.company import Company
from services.recommendations.domain.wishes import Goal
from services.recommendations.teams.joint import Joint
from services.recommendations.teams.ports import Due
from shared.events import FrozenEvent
from shared.mongo import Database

INDEXES = [IndexModel([("due", ASCENDING)], name="due", partialFilterExpression={"due": True})]
_THERE = {"erased": {"$ne": True}}


class MongoCompanies:
    """Companies."""

    def __init__(self, database: Database) -> None:
        self._companies = database["companies"]

    async def of(self, participants: Sequence[str]) -> dict[str, Joint]:
        """By participant; who was never in a team is absent."""
        found = self._companies.find({"_id": {"$in": list(participants)}, **_THERE}, {"cause": False})
        return {document["_id"]: Joint(_company(document), document["version"]) async for document in found}

    async def write(self, participant: str, team: str | None, company: Company, cause: FrozenEvent) -> None:
        """The next version; their agenda is due. Not for those who were erased."""
        change = {"team": team, "due": True, "cause": cause.document(), **_document(company)}
        while True:
            try:
                await self._companies.update_one(
                    {"_id": participant, **_THERE}, {"$set": change, "$inc": {"version": 1}}, upsert=True
                )
            except DuplicateKeyError:
                # They were erased, or somebody else wrote the first one meanwhile.
                if await self._companies.find_one({"_id": participant, "erased": True}, {"_id": True}):
                    return
            else:
                return

    async def members(self) -> list[tuple[str, str]]:
        """Those whose company is of a team: participant and team, which they may have left a moment ago."""
        found = self._companies.find({"team": {"$type": "string"}}, {"team": True}).sort("_id")
        return [(document["_id"], document["team"]) async for document in found]

    async def due(self, limit: int) -> list[Due]:
        """Some whose agenda is to be made again."""
        found = await self._companies.find({"due": True}, {"version": True, "cause": True}).to_list(limit)
        return [Due(one["_id"], one["version"], FrozenEvent.from_document(one["cause"])) for one in found]

    async def done(self, due: Due) -> None:
        """It was, unless something newer came meanwhile."""
        mine = {"_id": due.participant, "version": due.version}
        await self._companies.update_one(mine, {"$unset": {"due": "", "cause": ""}})

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in its place."""
        await tombstones.erase(self._companies, participant, conference, event)


def _document(company: Company) -> dict[str, Any]:
    return {
        "covered": dict(company.covered),
        "settled": sorted(company.settled),
        "goals": [asdict(goal) for goal in company.goals],
    }


def _company(document: dict[str, Any]) -> Company:
    goals = tuple(Goal(**goal) for goal in document["goals"])
    return Company(document["covered"], frozenset(document["settled"]), goals)
