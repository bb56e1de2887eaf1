"""What notifications holds of somebody, handed out to them: how they are reached, and which mails there were.

All that an erasure would delete. What mails said is kept nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from services.notifications.domain import Erased
from services.notifications.ports import ContactStore
from shared.links import EXPORT_LASTS, BadLink, Links, Purpose


class OwnDataStore(Protocol):
    """Everything that is kept of one participant."""

    async def of(self, participant: str) -> dict[str, Any]:
        """All of it, collection by collection."""
        ...


@dataclass(frozen=True, slots=True)
class OwnData:
    """A file for its owner."""

    conference: str | None
    """None where nothing is known of them here."""
    told: Mapping[str, Any]


class Gone(BadLink):
    """Whose link this was is erased."""


class HandingOut:
    """Makes the file for whoever has a link."""

    def __init__(self, store: OwnDataStore, contacts: ContactStore, links: Links) -> None:
        self._store, self._contacts, self._links = store, contacts, links

    async def behind(self, token: str) -> OwnData:
        """All that is held of somebody. Raises BadLink, ExpiredLink or Gone."""
        participant = self._links.open(Purpose.EXPORT, token, lasts=EXPORT_LASTS).participant
        if isinstance((await self._contacts.gone([participant])).get(participant), Erased):
            raise Gone
        told = await self._store.of(participant)
        conference = told["contact"]["conference"] if told["contact"] else None
        return OwnData(conference, {"participant": participant, **told})
