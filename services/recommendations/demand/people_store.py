"""Everybody who takes part in a conference, read out of what recommendations keeps of them."""

import json
from collections.abc import AsyncIterator
from typing import Any

from services.recommendations.days.ports import UNSET, SettingReader
from services.recommendations.days.translation import preferences_of, wishes_of
from services.recommendations.demand.ports import Person
from shared.contracts.registration import Wishes
from shared.mongo import Database

TOGETHER = 500
"""People read at a time."""


class MongoPeople:
    """Profiles with what their owners set on their agendas."""

    def __init__(self, database: Database, settings: SettingReader) -> None:
        self._profiles, self._preferences, self._settings = database["profiles"], database["preferences"], settings

    async def states(self, conference: str) -> dict[str, str]:
        """Who they are, and which state of what they want is the newest."""
        said = {each["_id"]: each["version"] async for each in self._profiles.find(_taking_part(conference), _VERSION)}
        kept = {"conference": conference, "erased": {"$ne": True}}
        was_set = {each["_id"]: each["version"] async for each in self._preferences.find(kept, _VERSION)}
        return {participant: _state(version, was_set.get(participant, 0)) for participant, version in said.items()}

    async def everybody(self, conference: str) -> AsyncIterator[Person]:
        """Each of them, in order of id."""
        some: list[dict[str, Any]] = []
        async for found in self._profiles.find(_taking_part(conference), {"registered": True}).sort("_id"):
            some.append(found)
            if len(some) == TOGETHER:
                for person in await self._persons(some):
                    yield person
                some = []
        for person in await self._persons(some):
            yield person

    async def _persons(self, found: list[dict[str, Any]]) -> list[Person]:
        settings = await self._settings.of([each["_id"] for each in found])
        persons = []
        for each in found:
            setting = settings.get(each["_id"], UNSET)
            wishes = Wishes.model_validate(json.loads(bytes(each["registered"]))["data"])
            state = _state(wishes.version, setting.version)
            persons.append(Person(each["_id"], state, wishes_of(wishes), preferences_of(setting)))
        return persons


_VERSION = {"version": True}


def _taking_part(conference: str) -> dict[str, Any]:
    return {"conference": conference, "registered": {"$exists": True}}


def _state(wishes: int, preferences: int) -> str:
    return f"{wishes}/{preferences}"
