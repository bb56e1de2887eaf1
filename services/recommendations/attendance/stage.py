"""Which conference and which programme is spoken of."""

from services.recommendations.ports import ConferenceReader
from services.recommendations.programmes import Current, Programmes
from shared.web.problems import Problem


class Stage:
    """The programmes as they are now."""

    def __init__(self, conferences: ConferenceReader, programmes: Programmes) -> None:
        self._conferences, self._programmes = conferences, programmes

    async def current(self, slug: str) -> Current | None:
        """The conference with its sessions, None if there are none (yet)."""
        conference = await self._conferences.get(slug)
        return await self._programmes.current(conference) if conference else None

    async def named(self, slug: str) -> Current:
        """The same. Raises Problem."""
        if (current := await self.current(slug)) is None:
            raise Problem(404, "There is no conference of this name, or it has no programme yet.")
        return current
