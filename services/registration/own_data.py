"""Handing out what is held of somebody: registration's part as a file, and where the other services' parts are.

Each service keeps its own collections and hands out its own part. What opens the others is signed here, where the owner
of the address is known, and lasts as long as it takes to fetch them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from services.registration.participants.own_signup import OwnSignup
from services.registration.participants.person import Person
from shared.links import EXPORT_LASTS, Links, Purpose


class HistoryStore(Protocol):
    """What happened to participants."""

    async def of(self, participant: str) -> list[dict[str, Any]]:
        """The type and the time of each event, the first one first."""
        ...


@dataclass(frozen=True, slots=True)
class OtherParts:
    """Where the parts that other services hold can be fetched."""

    agenda: str
    mails: str
    until: datetime

    def told(self) -> dict[str, Any]:
        """For the file of registration, so that who has that finds the others."""
        until = self.until.isoformat()
        return {
            "recommendations": {"address": self.agenda, "until": until},
            "notifications": {"address": self.mails, "until": until},
        }


class OwnData:
    """Hands it out."""

    def __init__(
        self,
        own: OwnSignup,
        history: HistoryStore,
        links: Links,
        clock: Callable[[], datetime],
        *,
        recommendations_url: str,
        notifications_url: str,
    ) -> None:
        self._own, self._history, self._links, self._clock = own, history, links, clock
        self._recommendations, self._notifications = recommendations_url.rstrip("/"), notifications_url.rstrip("/")

    def other_parts(self, person: Person) -> OtherParts:
        """With links that are new."""
        token = self._links.sign(Purpose.EXPORT, person.id)
        return OtherParts(
            agenda=f"{self._recommendations}/export/{token}/agenda.json",
            mails=f"{self._notifications}/export/{token}/mails.json",
            until=(self._clock() + timedelta(seconds=EXPORT_LASTS)).replace(microsecond=0),
        )

    async def told(self, person: Person) -> Mapping[str, Any]:
        """All that registration holds of them."""
        return {
            **await self._own.export(person),
            "history": await self._history.of(person.id),
            "other_parts": self.other_parts(person).told(),
        }
