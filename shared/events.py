"""Making events: the first of a story, those that follow from it, and their frozen form for the store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from shared.contracts.envelope import CloudEvent, derived_id
from shared.contracts.vocabulary import Value

EventT = TypeVar("EventT", bound=CloudEvent[Any])


@dataclass(frozen=True, slots=True)
class FrozenEvent:
    """An event as the bytes that were decided once, with all that publishing needs."""

    id: str
    stream: str
    address: str
    body: bytes

    @classmethod
    def of(cls, event: CloudEvent[Any]) -> "FrozenEvent":
        """Freeze an event."""
        return cls(id=event.id, stream=event.stream, address=event.address, body=event.encode())

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "FrozenEvent":
        """Read what `document` wrote."""
        return cls(document["id"], document["stream"], document["address"], bytes(document["body"]))

    def document(self) -> dict[str, Any]:
        """The form inside a MongoDB document."""
        return {"id": self.id, "stream": self.stream, "address": self.address, "body": self.body}


def utc_now() -> datetime:
    """The time on the wall, zone-aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Producer:
    """One service as a source of events."""

    service: str
    public_url: str
    """Where the service serves `/schemas/{type}`."""
    clock: Callable[[], datetime] = utc_now

    def first(
        self,
        kind: type[EventT],
        *,
        id: str,
        conference: str,
        subject: str,
        data: Value,
        story: str | None = None,
        traceparent: str | None = None,
        at: datetime | None = None,
    ) -> EventT:
        """An event that no other caused. Its id is the correlation id of all that follows.

        `story`: the id to use for that instead, where one act starts with several events. `at`: when it happened, if
        that was not now.
        """
        return self._event(kind, id, conference, subject, data, story or id, None, traceparent, at)

    def following(
        self,
        kind: type[EventT],
        cause: CloudEvent[Any],
        *,
        subject: str,
        data: Value,
        discriminator: str = "",
    ) -> EventT:
        """An event that follows from another; its id is the same however often the cause is handled."""
        return self._event(
            kind,
            derived_id(cause.id, kind.kind, discriminator),
            cause.conference,
            subject,
            data,
            cause.correlationid,
            cause.id,
            cause.traceparent,
        )

    def _event(
        self,
        kind: type[EventT],
        id: str,
        conference: str,
        subject: str,
        data: Value,
        correlation: str,
        causation: str | None,
        traceparent: str | None,
        at: datetime | None = None,
    ) -> EventT:
        return kind.model_validate(
            {
                "id": id,
                "source": f"/conferences/{conference}/{self.service}",
                "type": kind.kind,
                "subject": subject,
                "time": at or self.clock(),
                "dataschema": f"{self.public_url}/schemas/{kind.kind}",
                "correlationid": correlation,
                "causationid": causation,
                "traceparent": traceparent,
                "data": data,
            }
        )
