"""Teams in MongoDB: one document each, which carries the events it owes."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.recommendations.domain.wishes import Goal
from services.recommendations.teams.team import Member, SharedGoal, Team
from shared.events import FrozenEvent
from shared.mongo import Database
from shared.outbox import PENDING

INDEXES = [
    PENDING,
    IndexModel([("conference", ASCENDING), ("code", ASCENDING)], unique=True, name="code"),
    # Nobody is in two. A team everybody left has no members to be indexed.
    IndexModel(
        [("members.participant", ASCENDING)],
        unique=True,
        name="member",
        partialFilterExpression={"members.participant": {"$exists": True}},
    ),
]


class MongoMembers:
    """Who takes part, out of the profiles."""

    def __init__(self, database: Database) -> None:
        self._profiles = database["profiles"]

    async def versions(self, participants: Sequence[str]) -> dict[str, int]:
        """Of those who do, which state of their wishes is the newest."""
        wanted = {"_id": {"$in": list(participants)}, "registered": {"$exists": True}}
        return {found["_id"]: found["version"] async for found in self._profiles.find(wanted, {"version": True})}


class MongoTeams:
    """Teams."""

    def __init__(self, database: Database) -> None:
        self._teams = database["teams"]

    async def every(self) -> Sequence[Team]:
        """All that have members."""
        found = self._teams.find({"members.participant": {"$exists": True}}, _SHOWN).sort("_id")
        return [_team(document) async for document in found]

    async def of(self, participant: str) -> Team | None:
        """The team somebody is in."""
        return await self._one({"members.participant": participant})

    async def find(self, id: str) -> Team | None:
        """By id."""
        return await self._one({"_id": id})

    async def by_code(self, conference: str, code: str) -> Team | None:
        """By the code that lets colleagues in."""
        return await self._one({"conference": conference, "code": code})

    async def save(self, team: Team, event: FrozenEvent | None) -> bool:
        """Write its next version. False if somebody else wrote it, or one who joins is in another team."""
        change: dict[str, Any] = {"$set": _document(team)}
        if event:
            change["$push"] = {"pending": event.document()}
        before = {"_id": team.id, "version": team.version - 1}
        try:
            written = await self._teams.update_one(before, change, upsert=team.version == 1)
        except DuplicateKeyError:
            return False
        return bool(written.matched_count or written.upserted_id)

    async def planned(self, team: Team, planned_from: str, event: FrozenEvent | None) -> None:
        """Note what its days were planned from, unless it is another one by now."""
        change: dict[str, Any] = {"$set": {"planned_from": planned_from}}
        if event:
            change["$push"] = {"pending": event.document()}
        await self._teams.update_one({"_id": team.id, "version": team.version}, change)

    async def _one(self, query: dict[str, Any]) -> Team | None:
        found = await self._teams.find_one(query, _SHOWN)
        return _team(found) if found else None


_SHOWN = {"pending": False}


def _document(team: Team) -> dict[str, Any]:
    return {
        "conference": team.conference,
        "code": team.code,
        "version": team.version,
        "members": [asdict(member) for member in team.members],
        "goals": [asdict(shared) for shared in team.goals],
    }


def _team(document: dict[str, Any]) -> Team:
    return Team(
        id=document["_id"],
        conference=document["conference"],
        code=document["code"],
        version=document["version"],
        members=tuple(Member(**member) for member in document["members"]),
        goals=tuple(SharedGoal(Goal(**shared["goal"]), shared["by"]) for shared in document["goals"]),
        planned_from=document.get("planned_from", ""),
    )
