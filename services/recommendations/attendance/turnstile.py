"""What stands behind every button at a door: it records, and tells what to show next."""

from dataclasses import dataclass
from uuid import uuid4

from services.recommendations.attendance.accounts import Accounts
from services.recommendations.attendance.notices import Notice
from services.recommendations.attendance.pages import Turn
from services.recommendations.attendance.phone import sitting_of
from services.recommendations.attendance.recording import Passing, Recording
from services.recommendations.attendance.refusals import Refused
from services.recommendations.attendance.scan import Way
from services.recommendations.programmes import Current
from shared.contracts.recommendations import Witness
from shared.languages import gettext
from shared.outbox import Outbox
from shared.telemetry.traces import current_traceparent


@dataclass(frozen=True, slots=True)
class Place:
    """One participant at the door of one session, and who says so."""

    current: Current
    guid: str
    participant: str
    witness: Witness


class Turnstile:
    """Lets people in and out."""

    def __init__(self, recording: Recording, accounts: Accounts, outbox: Outbox) -> None:
        self._recording, self._accounts, self._outbox = recording, accounts, outbox

    async def push(self, place: Place, way: Way, key: str) -> str:
        """Record it. Answers why that could not be, in the reader's language; nothing where it was.

        A button that is pressed twice is the same scan: the page it stands on has one key, whichever way they go.
        """
        passing = Passing(place.participant, place.guid, way, place.witness, key=f"{place.guid}/{way}/{key}")
        try:
            await self._recording.record(place.current, passing, current_traceparent())
        except Refused as refused:
            return gettext(str(refused))
        await self._outbox.flush_one(place.participant)
        return ""

    async def turn(self, place: Place, *, done: str = "", refusal: str = "") -> Turn:
        """What the page shows. Raises Notice where the session does not take place."""
        if (session := place.current.sessions.get(place.guid)) is None:
            raise Notice("no_session", 404)
        found = (await self._accounts.presence(place.current, place.participant)).leaving
        return Turn(
            sitting=sitting_of(session, place.current.conference.zone),
            inside=found is not None and found.guid == place.guid,
            key=uuid4().hex,
            done=Way(done) if done in (Way.IN, Way.OUT) else None,
            refusal=refusal,
        )
