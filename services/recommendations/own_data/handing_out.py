"""Putting together what recommendations hands out to somebody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from services.recommendations.attendance.account_answers import credit_answer
from services.recommendations.attendance.accounts import Accounts
from services.recommendations.domain.life import Standing
from services.recommendations.ports import ConferenceReader, ProfileStore
from services.recommendations.programmes import Current, Programmes


class OwnDataStore(Protocol):
    """Everything that is kept of one participant."""

    async def of(self, participant: str) -> dict[str, Any]:
        """All of it, part by part."""
        ...


@dataclass(frozen=True, slots=True)
class OwnData:
    """A file for its owner."""

    conference: str | None
    """None where nothing is known of them here."""
    told: Mapping[str, Any]


class HandingOut:
    """Makes the file."""

    def __init__(
        self,
        store: OwnDataStore,
        profiles: ProfileStore,
        accounts: Accounts,
        conferences: ConferenceReader,
        programmes: Programmes,
    ) -> None:
        self._store, self._profiles, self._accounts = store, profiles, accounts
        self._conferences, self._programmes = conferences, programmes

    async def of(self, participant: str) -> OwnData | None:
        """All that is held of somebody; None once they are erased."""
        profile = await self._profiles.profile(participant)
        if profile and profile.life.standing is Standing.ERASED:
            return None
        conference = profile.conference if profile else None
        parts = await self._store.of(participant)
        known = await self._conferences.get(conference) if conference else None
        current = await self._programmes.current(known) if known else None
        told = {"participant": participant, "conference": conference, **parts}
        return OwnData(conference, told | await self._worked_out(participant, parts, current))

    async def _worked_out(self, participant: str, parts: Mapping[str, Any], current: Current | None) -> dict[str, Any]:
        """The hours that their presence comes to, and what the sessions are called that all of it speaks of."""
        if current is None:
            return {"credit": None, "sessions": {}}
        presence = await self._accounts.presence(current, participant)
        named = set(_words(parts))
        sessions = {
            guid: {"title": one.title, "room": one.room, "start": one.start, "minutes": one.minutes}
            for guid, one in current.sessions.items()
            if guid in named
        }
        credit = credit_answer(presence).model_dump(mode="json", exclude={"participant"})
        return {"credit": credit if parts["attendance"] else None, "sessions": sessions}


def _words(part: Any) -> Iterator[str]:
    """Every text in it, be it said or the name of something."""
    match part:
        case str():
            yield part
        case Mapping():
            for name, value in part.items():
                yield name
                yield from _words(value)
        case list():
            for value in part:
                yield from _words(value)
