"""What stands behind every button: it records, and tells what to show next."""

from uuid import uuid4

from services.recommendations.attendance.accounts import Accounts
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


class Turnstile:
    """One session's door, for one participant at a time."""

    def __init__(self, recording: Recording, accounts: Accounts, outbox: Outbox) -> None:
        self._recording, self._accounts, self._outbox = recording, accounts, outbox

    async def push(self, current: Current, passing: Passing) -> str:
        """Record it. Answers why that could not be, in the reader's language; nothing where it was."""
        try:
            await self._recording.record(current, passing, current_traceparent())
        except Refused as refused:
            return gettext(str(refused))
        await self._outbox.flush_one(passing.participant)
        return ""

    async def turn(
        self, current: Current, guid: str, participant: str, *, done: str = "", refusal: str = ""
    ) -> Turn | None:
        """What the page shows; None where the session does not take place."""
        if (session := current.sessions.get(guid)) is None:
            return None
        found = (await self._accounts.presence(current, participant)).leaving
        return Turn(
            sitting=sitting_of(session, current.conference.zone),
            inside=found is not None and found.guid == guid,
            key=uuid4().hex,
            done=Way(done) if done in (Way.IN, Way.OUT) else None,
            refusal=refusal,
        )


def passing(participant: str, guid: str, way: Way, by: Witness, key: str) -> Passing:
    """A button that was pressed. Pressed twice, it is the same scan: the page has one key."""
    return Passing(participant, guid, way, by, key=key)
