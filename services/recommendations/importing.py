"""Importing a programme from a file: all of it or nothing, and a look beforehand at what it would change."""

import asyncio
from dataclasses import dataclass, replace

from services.recommendations.conference_days import fault_of
from services.recommendations.differences import Comparison, Difference
from services.recommendations.ports import ConferenceReader
from services.recommendations.programme_files.assumed import assumed
from services.recommendations.programme_files.building_on import PREREQUISITES, circles_among, of_others
from services.recommendations.programme_files.found import About, Found, Remark, Unreadable
from services.recommendations.programme_files.own_format import MOST_SESSIONS
from services.recommendations.programme_files.reading import read_programme
from services.recommendations.programmes import Programmes
from shared.contracts.registration import Conference


class Unusable(Exception):
    """Nothing of the file was imported. `elsewhere`: its sessions are not on the conference's days."""

    def __init__(
        self, faults: list[Remark], about: About, conference: Conference | None, *, elsewhere: bool = False
    ) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults, self.about, self.conference, self.elsewhere = faults, about, conference, elsewhere


@dataclass(frozen=True, slots=True)
class Checked:
    """A file in which nothing is wrong."""

    conference: Conference
    found: Found


class Imports:
    """Reads files and publishes what is in them."""

    def __init__(self, programmes: Programmes, conferences: ConferenceReader) -> None:
        self._programmes, self._conferences = programmes, conferences

    async def preview(
        self, slug: str, content: bytes, *, with_its_days: bool = False, zone: str | None = None
    ) -> tuple[Checked, Comparison]:
        """What importing would change. Raises Unusable.

        `with_its_days`: after the conference was given the file's days, and made where there is none, in `zone` where
        the file does not say.
        """
        found, known = await self._read(slug, content, zone)
        # Beforehand, the conference may be in the file and nowhere else yet.
        conference = found.conference or known
        if with_its_days:
            conference = _with_its_days(slug, conference, found, zone)
        checked = _checked(found, conference)
        wanted = [entry.wanted for entry in checked.found.entries]
        return checked, await self._programmes.compared(checked.conference, wanted, checked.found.frame)

    async def publish(self, slug: str, content: bytes) -> tuple[Checked, Difference]:
        """Make the programme what is in the file. Raises Unusable."""
        checked = _checked(*await self._read(slug, content))
        wanted = [entry.wanted for entry in checked.found.entries]
        return checked, await self._programmes.publish(checked.conference, wanted, checked.found.frame)

    async def _read(self, slug: str, content: bytes, zone: str | None = None) -> tuple[Found, Conference | None]:
        known = await self._conferences.get(slug)
        try:
            # A thousand sessions take a moment in which others should be answered.
            found = await asyncio.to_thread(read_programme, content, slug, known.zone if known else zone)
        except Unreadable as unreadable:
            raise Unusable(list(unreadable.faults), About(), known) from unreadable
        return found, known


def _with_its_days(slug: str, known: Conference | None, found: Found, zone: str | None) -> Conference:
    try:
        return assumed(slug, known, found.about, zone)
    except Unreadable as missing:
        raise Unusable([*missing.faults, *found.faults], found.about, None) from missing


def _checked(found: Found, conference: Conference | None) -> Checked:
    if conference is None:
        unknown = Remark("conference", "is not known here; publish the conference first")
        raise Unusable([*found.faults] if _tries_to_define(found) else [unknown, *found.faults], found.about, None)
    elsewhere = _elsewhere(found, conference)
    if faults := [*found.faults, *elsewhere, *_circles(found), *_too_many(found)]:
        raise Unusable(faults, found.about, conference, elsewhere=bool(elsewhere))
    return Checked(conference, replace(found, notes=[*found.notes, *_of_others(found)]))


def _tries_to_define(found: Found) -> bool:
    """Whether the file would define its conference, if what it says of it were right."""
    # A schedule has a conference of its own kind in it, and a frame.
    return found.frame is None and any(fault.field.startswith("conference.") for fault in found.faults)


def _elsewhere(found: Found, conference: Conference) -> list[Remark]:
    checked = ((entry, fault_of(entry.session.start, conference)) for entry in found.entries)
    return [entry.position.remark("start", fault) for entry, fault in checked if fault]


def _circles(found: Found) -> list[Remark]:
    sessions = [entry.session for entry in found.entries]
    return [found.entries[at].position.remark(PREREQUISITES, detail) for at, detail in circles_among(sessions)]


def _of_others(found: Found) -> list[Remark]:
    sessions = [entry.session for entry in found.entries]
    return [found.entries[at].position.remark(PREREQUISITES, detail) for at, detail in of_others(sessions)]


def _too_many(found: Found) -> list[Remark]:
    if len(found.entries) <= MOST_SESSIONS:
        return []
    detail = f"has {len(found.entries)} sessions, and {MOST_SESSIONS} are the most"
    return [Remark("", detail)]
