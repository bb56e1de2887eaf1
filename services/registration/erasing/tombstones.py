"""What stands where a person was: the fact that they were erased, and how far that got. Nothing of them.

erasure: purged         whether the bus has forgotten them
         marks, signups what dead letters are recognised by, until then
         swept_at       when the bus was swept for the first time
         queued         the newest signup in the queue at that time
         purged_at
         acknowledged   service to {at, documents}
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from services.registration.domain import participant_id
from services.registration.participants.documents import document_of
from services.registration.participants.life import State
from services.registration.participants.person import Person

OWN = "registration"


def begun(
    document: Mapping[str, Any], repeats: Sequence[Mapping[str, Any]], mark: Callable[[str], str], at: datetime | None
) -> dict[str, Any]:
    """The erasure of whom a document and their later signups were about."""
    signups = {one["_id"] for one in repeats} | {document.get("signup_id")}
    return {
        "purged": False,
        "marks": sorted({mark(address) for address in _addresses(document)}),
        "signups": sorted(signups - {None}),
        "acknowledged": {OWN: {"at": at, "documents": 1 + len(repeats)}},
    }


def of_signups(person: Person, signups: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Documents in the way of signups that could come a second time and would make somebody of them again."""
    for signup in signups:
        id = participant_id(signup)
        if id != person.id:
            stone = Person(id, person.conference, State.ERASED, person.version, "", "", erased_at=person.erased_at)
            yield {"_id": id, **document_of(stone), "instead_of": person.id}


def _addresses(document: Mapping[str, Any]) -> Iterator[str]:
    """Every address they have or had: what they said at first is still in the events that followed."""
    yield document["email"]
    if proposal := document.get("proposal"):
        yield proposal["email"]
    for event in (*document.get("events", ()), *document.get("pending", ())):
        with suppress(ValueError, KeyError, TypeError):
            yield str(json.loads(bytes(event["body"]))["data"]["email"])
