"""Notifications' documents: contacts and messages."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError, PyMongoError

from services.notifications.domain import ERASED_VERSION, Cancelled, Erased, State
from services.notifications.ports import Claim, Claimed, Result
from shared.contracts.registration import Contact, ContactChanged, ParticipantCancelled
from shared.events import FrozenEvent
from shared.failures import passes
from shared.mongo import Database, duplicates

log = logging.getLogger(__name__)

INDEXES = {
    "messages": [
        IndexModel(
            # By participant first, because all that is known of one may have to go.
            [("participant", ASCENDING), ("cause", ASCENDING), ("template", ASCENDING)],
            unique=True,
            name="once_each",
        ),
        IndexModel([("template", ASCENDING), ("state", ASCENDING)], name="counts"),
    ],
}
MARK_ATTEMPTS = 20
_NO_CONTACT = 0
"""The version of a document that only says that somebody cancelled."""


class MongoContacts:
    """Contacts in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._contacts = database["contacts"]

    async def keep(self, changes: Sequence[ContactChanged]) -> None:
        """Keep the newest version of each, in whatever order they come."""
        await self._write(
            {
                change.subject: (
                    {"version": {"$lt": change.data.version}},
                    {"$set": {"conference": change.conference, **change.data.model_dump()}},
                )
                for change in sorted(changes, key=lambda change: change.data.version)
            }
        )

    async def cancel(self, events: Sequence[ParticipantCancelled]) -> None:
        """Note that people take part no more, whether it is known how to reach them or not."""
        await self._write(
            {
                event.subject: (
                    {"erased": {"$ne": True}},
                    {
                        "$max": {"cancelled": event.data.version},
                        "$setOnInsert": {"conference": event.conference, "version": _NO_CONTACT},
                    },
                )
                for event in sorted(events, key=lambda event: event.data.version)
            }
        )

    async def _write(self, changes: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]]) -> None:
        """Make the change of each whose document its guard finds, or who has none."""
        for upsert in (True, False):
            writes = [UpdateOne({"_id": of, **guard}, update, upsert=upsert) for of, (guard, update) in changes.items()]
            try:
                await self._contacts.bulk_write(writes, ordered=False)
            except BulkWriteError as failure:
                # There is one that the guard did not find: it is newer, or came in this very moment. Then once more.
                duplicates(failure)
            else:
                return

    async def of(self, participants: Sequence[str]) -> dict[str, Contact | Erased]:
        """By participant; who is not known (yet) is absent."""
        found = self._contacts.find({"_id": {"$in": list(participants)}, "version": {"$gt": _NO_CONTACT}})
        return {document["_id"]: _contact(document) async for document in found}

    async def gone(self, participants: Sequence[str]) -> dict[str, Erased | Cancelled]:
        """Which of them are erased, or cancelled at any time."""
        marked = {"$or": [{"erased": True}, {"cancelled": {"$exists": True}}]}
        found = self._contacts.find({"_id": {"$in": list(participants)}, **marked}, {"erased": True, "cancelled": True})
        return {one["_id"]: Erased() if "erased" in one else Cancelled(one["cancelled"]) async for one in found}

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> tuple[FrozenEvent, bool]:
        """Leave nothing but the event in their place. Answers the event that was left first, and if that was before.

        What is left has the highest version, so that no contact that comes late is kept.
        """
        note = {"conference": conference, "version": ERASED_VERSION, "erased": True, "event": event.document()}
        while True:
            try:
                await self._contacts.replace_one({"_id": participant, "erased": {"$ne": True}}, note, upsert=True)
            except DuplicateKeyError:
                # Either the note is there, or a contact came between the look and the write: that one is replaced.
                found = await self._contacts.find_one({"_id": participant, "erased": True})
                if found:
                    return FrozenEvent.from_document(found["event"]), True
            else:
                return event, False


class MongoMessages:
    """Messages in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._messages = database["messages"]

    async def claim(self, claims: Sequence[Claim]) -> list[Claimed | None]:
        """Write the claims. Answers, for each, None (it is ours) or what is there already."""
        if not claims:
            return []
        try:
            await self._messages.insert_many([_document(claim) for claim in claims], ordered=False)
        except BulkWriteError as failure:
            refused = duplicates(failure)
            keys = [claims[position].key for position in refused]
            found = {one["_id"]: _claimed(one) async for one in self._messages.find({"_id": {"$in": keys}})}
            return [found[claim.key] if at in refused else None for at, claim in enumerate(claims)]
        return [None] * len(claims)

    async def take_over(self, claim: Claim, owner: str, at: datetime) -> bool:
        """Claim a message that is still `sending` as this owner claimed it then. False if it is not any more."""
        written = await self._messages.update_one(
            {"_id": claim.key, "state": State.SENDING, "owner": owner, "at": at},
            {"$set": {"owner": claim.owner, "at": claim.at}},
        )
        return bool(written.modified_count)

    async def mark(self, results: Sequence[Result]) -> None:
        """Write what became of messages that are `sending`.

        Stubborn: the mails are out, and what is not written down now can only be called unknown later.
        """
        writes = [
            UpdateOne(
                {"_id": result.key, "state": State.SENDING},
                {"$set": {"state": result.state, "reason": result.reason, "event": result.event.document()}},
            )
            for result in results
        ]
        for attempt in range(MARK_ATTEMPTS):
            try:
                await self._messages.bulk_write(writes, ordered=False)
                return
            except PyMongoError as failure:
                if not passes(failure) or attempt == MARK_ATTEMPTS - 1:
                    raise
                log.warning("messages: cannot mark %d: %s", len(writes), type(failure).__name__)
                await asyncio.sleep(min(0.2 * 2**attempt, 2.0))

    async def release(self, keys: Sequence[str], owner: str) -> None:
        """Give up claims on messages that were certainly not handed over."""
        await self._messages.delete_many({"_id": {"$in": list(keys)}, "state": State.SENDING, "owner": owner})

    async def number_of(self, participant: str) -> int:
        """How many messages there are to a participant."""
        return int(await self._messages.count_documents({"participant": participant}))

    async def forget(self, participants: Sequence[str]) -> None:
        """Delete every message to these participants, whatever became of it."""
        await self._messages.delete_many({"participant": {"$in": list(participants)}})

    async def counts(self) -> dict[tuple[str, str], int]:
        """How many messages there are, by template and state."""
        group = {"$group": {"_id": {"template": "$template", "state": "$state"}, "count": {"$sum": 1}}}
        found = self._messages.aggregate([group])
        return {(one["_id"]["template"], one["_id"]["state"]): one["count"] async for one in found}


def _contact(document: dict[str, Any]) -> Contact | Erased:
    return Erased() if document.get("erased") else Contact.model_validate(document)


def _document(claim: Claim) -> dict[str, Any]:
    return {
        "_id": claim.key,
        "cause": claim.cause,
        "participant": claim.participant,
        "conference": claim.conference,
        "template": claim.template,
        "state": State.SENDING,
        "owner": claim.owner,
        "at": claim.at,
        "reason": None,
        "event": None,
    }


def _claimed(document: dict[str, Any]) -> Claimed:
    event = document["event"]
    return Claimed(
        State(document["state"]),
        document["owner"],
        document["at"],
        FrozenEvent.from_document(event) if event else None,
    )
