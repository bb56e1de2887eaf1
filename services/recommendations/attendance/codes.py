"""What QR codes and links at the doors say: signed, and no more than an id."""

from dataclasses import dataclass

from services.recommendations.ports import Profile, ProfileStore
from shared.links import BadLink, ExpiredLink, Links, Opened, Purpose


@dataclass(frozen=True, slots=True)
class Door:
    """One session of one conference."""

    conference: str
    guid: str


class Codes:
    """Signs what is shown as a code, and reads it again."""

    def __init__(self, links: Links, profiles: ProfileStore) -> None:
        self._links, self._profiles = links, profiles

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

    def conference(self, doors: str) -> str:
        """At the doors of which conference. Raises BadLink or ExpiredLink."""
        return self._links.open(Purpose.DOOR, doors).participant

    def session(self, door: str) -> Door:
        """At the door of which session. Raises BadLink or ExpiredLink."""
        conference, slash, guid = self._links.open(Purpose.SESSION, door).participant.partition("/")
        if not slash:
            raise BadLink
        return Door(conference, guid)


def check(opened: Opened, profile: Profile | None) -> None:
    """Raises ExpiredLink for a badge that was revoked together with the other links of its owner."""
    if profile and profile.links_revoked_at and opened.signed_at <= profile.links_revoked_at:
        raise ExpiredLink
