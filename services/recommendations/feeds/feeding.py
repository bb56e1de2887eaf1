"""What a feed is for: an address that somebody gets, gives up or changes, and what is behind it each time it is asked.

A feed remembers what it showed. So a session that leaves a day is told as cancelled to whoever saw it, and to nobody
else; and a calendar that asks again is told what changed since and not that time has passed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from services.recommendations.feeds.ports import Erased, Feed, FeedStore
from services.recommendations.feeds.shown import Shown, shown_next
from services.recommendations.reading import Absence, Missing, Reader, Reading
from shared.contracts.registration import Conference
from shared.outcomes import Unavailable
from shared.tokens import Act, Tokens, hash_of

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind an address. None for the feed: its owner was erased. None for the conference: not known here."""

    feed: Feed | None
    conference: Conference | None


class Feeds:
    """The feeds of participants."""

    def __init__(
        self,
        store: FeedStore,
        reader: Reader,
        tokens: Tokens,
        public_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._reader, self._tokens = store, reader, tokens
        self._public_url, self._clock = public_url.rstrip("/"), clock

    async def address(self, participant: str) -> str | None:
        """Where somebody's calendar asks, None while they have no feed."""
        feed = await self._store.of(participant)
        if feed is None:
            return None
        token = self._tokens.token(Act.CALENDAR, feed.key)
        # Secrets were changed since: what opened the feed before goes on doing so.
        if hash_of(token) not in feed.hashes:
            await self._store.also_open(participant, hash_of(token))
        return self._address(token)

    async def issue(self, participant: str) -> str | None:
        """A new address; the one before opens nothing any more. None if there is no such participant (any more)."""
        reading = await self._reader.read(participant)
        if reading.conference is None or (isinstance(reading, Absence) and reading.missing is Missing.ERASED):
            return None
        key = str(uuid4())
        token = self._tokens.token(Act.CALENDAR, key)
        feed = Feed(participant, reading.conference.slug, key, (hash_of(token),), self._moment())
        return self._address(token) if await self._store.put(feed) else None

    async def revoke(self, participant: str) -> bool:
        """The address opens nothing any more. False if there was none."""
        return await self._store.remove(participant)

    async def behind(self, token: str) -> Behind | None:
        """What is behind an address, None if it is none (any more)."""
        for _ in range(_ATTEMPTS):
            feed = await self._store.behind(hash_of(token))
            if feed is None:
                return None
            if isinstance(feed, Erased):
                return Behind(None, None)
            reading = await self._reader.read(feed.participant)
            if isinstance(reading, Absence) and reading.missing is Missing.ERASED:
                return Behind(None, None)
            shows = self._shows(feed, reading)
            if shows == feed or await self._store.show(shows):
                return Behind(shows, reading.conference)
        raise Unavailable("a feed is written by many at once")

    def _shows(self, feed: Feed, reading: Reading | Absence) -> Feed:
        """The feed with what it shows now; as it is when nothing of that is new."""
        if isinstance(reading, Reading):
            revision, sessions = reading.kept.revision, tuple(_shown(reading))
        elif reading.missing is Missing.CANCELLED:
            revision, sessions = reading.ended.revision if reading.ended else feed.revision, ()
        else:
            return feed  # A day that is being made is told once it is there.
        now = self._moment()
        shown = shown_next(feed.shown, sessions, now)
        if (shown, revision) == (feed.shown, feed.revision):
            return feed
        return replace(feed, shown=shown, revision=revision, changed_at=now, version=feed.version + 1)

    def _address(self, token: str) -> str:
        return f"{self._public_url}/calendar/{token}.ics"

    def _moment(self) -> datetime:
        """Now, as exactly as calendars tell it."""
        return self._clock().replace(microsecond=0)


def _shown(reading: Reading) -> list[Shown]:
    return [
        Shown(item.guid, item.title, item.room, item.start.replace(microsecond=0), item.minutes, item.why)
        for item in reading.items()
    ]
