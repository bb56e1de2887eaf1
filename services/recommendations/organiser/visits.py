"""Who has a link to the organiser's pages: what they may see, and the way back to the console."""

from dataclasses import dataclass

from services.recommendations.organiser.signing import OrganiserLinks
from services.recommendations.ports import ConferenceReader
from shared.contracts.registration import Conference
from shared.links import ExpiredLink


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a link."""

    conference: Conference
    token: str
    console_url: str
    """Of this conference."""


@dataclass(frozen=True, slots=True)
class Visits:
    """Opens links."""

    links: OrganiserLinks
    conferences: ConferenceReader
    registration_url: str

    async def of(self, token: str) -> Visit:
        """What a link opens. Raises BadLink, or ExpiredLink where there is no such conference any more."""
        conference = await self.conferences.get(self.links.conference(token))
        if conference is None:
            raise ExpiredLink
        return Visit(conference, token, f"{self.registration_url.rstrip('/')}/console/conferences/{conference.slug}")
