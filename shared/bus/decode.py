"""From the bytes on the bus to an event, or to the reason why not."""

from typing import Any, TypeVar

from pydantic import ValidationError

from shared.contracts.envelope import CloudEvent
from shared.outcomes import Reject

EventT = TypeVar("EventT", bound=CloudEvent[Any])


def decode(kind: type[EventT], address: str, body: bytes) -> EventT | Reject:
    """Read one message. The reason of a rejection names fields and rules, never what was written in them."""
    try:
        event = kind.parse(body)
    except ValidationError as invalid:
        problems = (
            f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['type']}"
            for e in invalid.errors(include_url=False, include_context=False, include_input=False)
        )
        return Reject("invalid event: " + ", ".join(problems))
    if event.address != address:
        return Reject("envelope and subject disagree")
    return event
