"""What every contestant but the product does for one signup: one document and one event. Only the way differs."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from shared.contracts.registration import ParticipantRegistered, SignupReceived, Wishes


def document(signup: SignupReceived) -> dict[str, Any]:
    """What is stored."""
    return {
        "_id": signup.id,
        "conference": signup.conference,
        "person": signup.data.email.casefold(),
        "registered_at": signup.time,
        "signup": signup.data.model_dump(mode="json", by_alias=True),
    }


def derived(signup: SignupReceived) -> ParticipantRegistered:
    """What is told of it."""
    data = signup.data
    return ParticipantRegistered(
        id=str(uuid5(UUID(signup.id), ParticipantRegistered.kind)),
        source=signup.source,
        subject=signup.id,
        time=datetime.now(UTC),
        dataschema="http://127.0.0.1/schemas/participant.registered.v1",
        correlationid=signup.correlationid,
        causationid=signup.id,
        traceparent=signup.traceparent,
        data=Wishes(
            version=1, goals=data.goals, spectrum=data.spectrum, available=data.available, lengths=data.lengths
        ),
    )
