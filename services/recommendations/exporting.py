"""Exporting a programme: written once for each version and format, however often it is asked for."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from services.recommendations.ports import ConferenceReader, ProgrammeStore
from services.recommendations.programme_files.calendar_writing import write_calendar
from services.recommendations.programme_files.csv_writing import write_csv
from services.recommendations.programme_files.found import Whole
from services.recommendations.programme_files.own_writing import write_own
from services.recommendations.programme_files.published import Published
from services.recommendations.programme_files.schedule_json_writing import write_schedule_json
from services.recommendations.programme_files.schedule_xml_writing import write_schedule_xml
from shared.contracts.registration import Conference

AT_HAND = 32
"""Files that are remembered."""


class Format(StrEnum):
    """What a programme is written as."""

    JSON = "json"
    XML = "xml"
    ICS = "ics"
    CSV = "csv"
    OWN = "own"
    """Our own JSON."""


_WRITERS: dict[Format, Callable[[Published], bytes]] = {
    Format.JSON: write_schedule_json,
    Format.XML: write_schedule_xml,
    Format.ICS: write_calendar,
    Format.CSV: write_csv,
    Format.OWN: write_own,
}


@dataclass(frozen=True, slots=True)
class File:
    """A programme as a file. `etag`: the same as long as the bytes are."""

    body: bytes
    etag: str
    modified_at: datetime


class Exports:
    """Writes programmes."""

    def __init__(self, store: ProgrammeStore, conferences: ConferenceReader, public_url: str) -> None:
        self._store, self._conferences, self._public_url = store, conferences, public_url
        self._at_hand: OrderedDict[tuple[Conference, int, Format], File] = OrderedDict()

    async def file(self, slug: str, kind: Format) -> File | None:
        """The newest version, None while there is none."""
        conference = await self._conferences.get(slug)
        version = await self._store.version(slug) if conference else 0
        if conference is None or version == 0:
            return None
        if found := self._at_hand.get((conference, version, kind)):
            self._at_hand.move_to_end((conference, version, kind))
            return found
        return await self._written(conference, kind)

    async def _written(self, conference: Conference, kind: Format) -> File | None:
        stored = await self._store.load(conference.slug)
        if stored is None:
            return None
        published = Published(
            conference=conference,
            version=stored.version,
            published_at=stored.published_at or datetime.fromtimestamp(0, UTC),
            sessions=[Whole(session, stored.extras.get(session.guid, {})) for session in stored.sessions],
            cancelled=stored.gone,
            frame=stored.frame,
            public_url=self._public_url.rstrip("/"),
        )
        # A thousand sessions take a moment in which others should be answered.
        body = await asyncio.to_thread(_WRITERS[kind], published)
        file = File(body, f'"{sha256(body).hexdigest()[:32]}"', published.published_at)
        self._at_hand[conference, stored.version, kind] = file
        while len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return file
