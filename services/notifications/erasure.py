"""Forgetting somebody for good: their contact and the messages to them.

What is left in the place of the contact says that there was somebody, and nothing else. It has the highest version, so
a contact that comes late is not kept; and whatever asks for a mail finds it, in whatever order all of it is replayed.
"""

import asyncio
import logging
from collections.abc import Sequence

from services.notifications.domain import Erased
from services.notifications.ports import ContactStore, MessageStore
from shared.contracts.notifications import ContactErased, Erasure
from shared.contracts.registration import ParticipantErased
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Outcome

log = logging.getLogger(__name__)


class Erasures:
    """Deletes what notifications holds of people, and says so."""

    def __init__(self, contacts: ContactStore, messages: MessageStore, producer: Producer) -> None:
        self._contacts, self._messages, self._producer = contacts, messages, producer

    async def erased(self, events: Sequence[ParticipantErased]) -> list[Outcome]:
        """Forget these people."""
        return list(await asyncio.gather(*(self._erase(event) for event in events)))

    async def _erase(self, event: ParticipantErased) -> Outcome:
        known = (await self._contacts.of([event.subject])).get(event.subject)
        documents = await self._messages.number_of(event.subject) + (
            known is not None and not isinstance(known, Erased)
        )
        erased = self._producer.following(
            ContactErased, event, subject=event.subject, data=Erasure(documents=documents)
        )
        # The note comes first: a mail that is claimed later than this finds it, one claimed earlier is deleted.
        said, again = await self._contacts.erase(event.subject, event.conference, FrozenEvent.of(erased))
        await self._messages.forget([event.subject])
        log.info("contact erased", extra={"event_id": event.id, "correlation_id": event.correlationid})
        return Done((said,), again=again)
