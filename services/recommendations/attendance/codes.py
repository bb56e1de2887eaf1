"""What QR codes and links at the doors say: signed, and no more than an id."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.recommendations.ports import Profile, ProfileStore
from shared.links import BadLink, ExpiredLink, Links, Opened, Purpose


@dataclass(frozen=True, slots=True)
class Door:
    """One session of one conference."""

    conference: str
    guid: str


class DoorStore(Protocol):
    """Since when links and codes of a conference's doors open."""

    async def revoked_at(self, conference: str) -> datetime | None:
        """Those signed until then open nothing."""
        ...

    async def revoke(self, conference: str, at: datetime) -> None:
        """Make it so."""
        ...


class Codes:
    """Signs what is shown as a code, and reads it again."""

    def __init__(self, links: Links, profiles: ProfileStore, doors: DoorStore) -> None:
        self._links, self._profiles, self._doors = links, profiles, doors

    def badge(self, participant: str) -> str:
        """What somebody's own code says."""
        return self._links.sign(Purpose.BADGE, participant)

    def doors(self, conference: str) -> str:
        """What lets somebody work at the doors of a conference."""
        return self._links.sign(Purpose.DOOR, conference)

    def door(self, conference: str, guid: str) -> str:
        """What the code at the door of a session says."""
        return self._links.sign(Purpose.SESSION, f"{conference}/{guid}")

    async def whose(self, badge: str) -> str:
        """Whose badge it is. Raises BadLink or ExpiredLink."""
        opened = self.opened(badge)
        check(opened, await self._profiles.profile(opened.participant))
        return opened.participant

    def opened(self, badge: str) -> Opened:
        """The same without a look whether links of theirs were revoked. A whole address is a badge as well."""
        return self._links.open(Purpose.BADGE, badge.strip().rstrip("/").rpartition("/")[2])

    async def conference(self, doors: str) -> str:
        """At the doors of which conference. Raises BadLink or ExpiredLink."""
        opened = self._links.open(Purpose.DOOR, doors)
        return await self._valid(opened, opened.participant)

    async def session(self, door: str) -> Door:
        """At the door of which session. Raises BadLink or ExpiredLink."""
        opened = self._links.open(Purpose.SESSION, door)
        conference, slash, guid = opened.participant.partition("/")
        if not slash:
            raise BadLink
        return Door(await self._valid(opened, conference), guid)

    async def revoke(self, conference: str, at: datetime) -> None:
        """Links and codes for the doors that were made until now open nothing any more."""
        await self._doors.revoke(conference, at)

    async def _valid(self, opened: Opened, conference: str) -> str:
        revoked = await self._doors.revoked_at(conference)
        if revoked and opened.signed_at <= revoked:
            raise ExpiredLink
        return conference


def check(opened: Opened, profile: Profile | None) -> None:
    """Raises ExpiredLink for a badge that was revoked together with the other links of its owner."""
    if profile and profile.links_revoked_at and opened.signed_at <= profile.links_revoked_at:
        raise ExpiredLink
