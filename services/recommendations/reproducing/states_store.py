"""Programmes as they were, in MongoDB."""

from collections.abc import Sequence

from pymongo import UpdateOne

from services.recommendations.domain.walks import MeasuredWalk
from services.recommendations.reproducing.states import State, content_name
from shared.contracts.recommendations import Session
from shared.mongo import Database


class MongoStates:
    """States in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._states, self._sessions = database["programme_states"], database["session_states"]

    async def keep(self, state: State, sessions: Sequence[Session]) -> None:
        """Keep a state, and what of its sessions is not there yet: these first, so that a state is whole."""
        if await self._states.find_one({"_id": state.name}, {"_id": True}):
            return
        if sessions:
            await self._sessions.bulk_write([_write(each) for each in sessions], ordered=False)
        said: dict[str, object] = {"conference": state.conference, "zone": state.zone, "sessions": list(state.sessions)}
        if state.walks:
            said["walks"] = [list(walk) for walk in state.walks]
        await self._states.update_one({"_id": state.name}, {"$setOnInsert": said}, upsert=True)

    async def load(self, name: str) -> tuple[State, list[Session]] | None:
        """One of them, None if it is not there."""
        found = await self._states.find_one({"_id": name})
        if found is None:
            return None
        sessions = self._sessions.find({"_id": {"$in": found["sessions"]}})
        kept = [Session.model_validate(each["session"]) async for each in sessions]
        walks = tuple(MeasuredWalk(*walk) for walk in found.get("walks", ()))
        return State(name, found["conference"], found["zone"], tuple(found["sessions"]), walks), kept


def _write(session: Session) -> UpdateOne:
    once = {"$setOnInsert": {"session": session.model_dump(mode="json")}}
    return UpdateOne({"_id": content_name(session)}, once, upsert=True)
