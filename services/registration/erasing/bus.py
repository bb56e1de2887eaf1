"""What the bus holds of a person, and how it comes to hold nothing.

Of the queue nothing needs to be overwritten once it is handled: nats-server drops a block file when the last signup in
it is answered. While the queue is never empty, that happens after a block's worth of newer ones.
"""

from collections.abc import Callable, Iterable, Sequence

from pydantic import ValidationError

from services.registration.erasing.erasures import Erasure
from services.registration.erasing.marks import Marks
from shared.bus.dead_letters import STREAM as DEAD_LETTERS
from shared.bus.forget import Forgetting, Kept
from shared.contracts.registration import ContactChanged, SignupReceived

QUEUE, CONTACTS = SignupReceived.stream, ContactChanged.stream
_FORGETFUL = 40_000
"""So many signups fill more than the 8 MB of one block, small as they may be (200 bytes and more)."""
_PERSONAL = ("signups.", "private.")


class ErasureOnBus:
    """Sweeps the streams that hold personal data."""

    def __init__(self, forgetting: Callable[[], Forgetting], marks: Marks) -> None:
        self._forgetting, self._marks = forgetting, marks

    async def newest_signup(self) -> int:
        """The number of the newest signup that ever came."""
        return (await self._forgetting().extent(QUEUE)).last

    async def sweep(self, erasures: Sequence[Erasure]) -> int:
        """Overwrite all that tells of these people; how many messages. Raises Unavailable."""
        bus = self._forgetting()
        erased = 0
        for one in erasures:
            erased += await bus.erase_all(CONTACTS, f"private.{one.conference}.contact.*.*.{one.participant}")
        for stream, theirs in ((QUEUE, self._waits_for), (DEAD_LETTERS, self._died_of)):
            async for kept in bus.each(stream, ">"):
                if theirs(kept, erasures):
                    await bus.erase(stream, kept.sequence)
                    erased += 1
        return erased

    async def forgot_signups(self, until: int) -> bool:
        """Whether the queue's bytes up to this signup have left the disk. Raises Unavailable."""
        extent = await self._forgetting().extent(QUEUE)
        return extent.messages == 0 or (extent.first > until and extent.last - until > _FORGETFUL)

    def _waits_for(self, kept: Kept, erasures: Iterable[Erasure]) -> bool:
        """A signup with an address of theirs, from before. A later one is a new beginning."""
        try:
            signup = SignupReceived.parse(kept.body)
        except ValidationError:
            return False  # it is about to be a dead letter
        marks = self._marks.found_in(signup.data.email.encode())
        return any(signup.time <= one.erased_at and marks & one.marks for one in erasures)

    def _died_of(self, kept: Kept, erasures: Iterable[Erasure]) -> bool:
        """A dead letter about them, or one that holds an address of theirs."""
        personal = kept.first_subject.startswith(_PERSONAL)
        about = kept.first_subject.rpartition(".")[2]
        marks = self._marks.found_in(kept.body)
        return any(
            marks & one.marks or (personal and (about == one.participant or about in one.signups)) for one in erasures
        )
