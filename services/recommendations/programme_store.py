"""Recommendations' documents about programmes: sessions and which version they add up to."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.recommendations.domain.programme_change import SessionChange
from services.recommendations.ports import Stored
from services.recommendations.programme_files.found import Extra, Frame
from shared.contracts.recommendations import ProgrammePublished, Session, SessionCancelled, SessionPublished
from shared.events import FrozenEvent
from shared.mongo import Database, duplicates


class MongoProgrammes:
    """Programmes in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._sessions = database["sessions"]
        self._programmes = database["programmes"]

    async def version(self, conference: str) -> int:
        """0 if there is none."""
        found = await self._programmes.find_one({"_id": conference}, {"version": True})
        return int(found["version"]) if found else 0

    async def load(self, conference: str) -> Stored | None:
        """The programme, None if there is none."""
        programme = await self._programmes.find_one({"_id": conference}, {"pending": False}) or {}
        version = int(programme.get("version", 0))
        found = await self._sessions.find({"conference": conference}).sort("_id").to_list(None)
        if not version and not found:
            return None
        return Stored(
            version,
            tuple(Session.model_validate(document["session"]) for document in found if not document["cancelled"]),
            {document["session"]["guid"]: document["version"] for document in found if document["cancelled"]},
            complete=all(document["programme"] <= version for document in found),
            extras={document["session"]["guid"]: json.loads(document.get("extra", "{}")) for document in found},
            frame=json.loads(programme.get("frame", "{}")),
            gone=tuple(Session.model_validate(document["session"]) for document in found if document["cancelled"]),
            published_at=programme.get("published_at"),
        )

    async def published(self, conference: str) -> ProgrammePublished | None:
        """The event that told of the newest version, None while there is none."""
        found = await self._programmes.find_one({"_id": conference}, {"published": True})
        return ProgrammePublished.parse(bytes(found["published"]["body"])) if found and "published" in found else None

    async def changes(self, conference: str, version: int) -> list[SessionChange]:
        """What that version did to the sessions."""
        key, walked = f"changed.{version}", f"walked.{version}"
        programme = await self._programmes.find_one({"_id": conference}, {walked: True}) or {}
        rooms = programme.get("walked", {}).get(str(version), [])
        there = self._sessions.find({"conference": conference, "session.room": {"$in": rooms}}, {"session.guid": True})
        moved = [SessionChange(one["session"]["guid"], frozenset(("room",))) async for one in there] if rooms else []
        found = self._sessions.find(
            {"conference": conference, key: {"$exists": True}}, {"session.guid": True, key: True}
        )
        return moved + [
            SessionChange(
                document["session"]["guid"],
                frozenset((what := document["changed"][str(version)])["fields"]),
                new=what["type"] == SessionPublished.kind,
                gone=what["type"] == SessionCancelled.kind,
            )
            async for document in found
        ]

    async def save(
        self,
        conference: str,
        version: int,
        changed: Sequence[tuple[Session, Extra, FrozenEvent]],
        cancelled: Sequence[tuple[Session, FrozenEvent]],
        published: FrozenEvent,
        frame: Frame,
        walked: Collection[str],
        at: datetime,
    ) -> bool:
        """Write a version with the events that tell of it. False if somebody else was first.

        The sessions first, each with its event, then the version that makes them count: an import that was cut is
        completed by running it again. `walked`: the rooms from or to which it is not as far any more.
        """
        writes = [
            _write(conference, version, session, event, {"cancelled": False, "extra": json.dumps(extra)})
            for session, extra, event in changed
        ]
        writes += [_write(conference, version, session, event, {"cancelled": True}) for session, event in cancelled]
        try:
            if writes:
                await self._sessions.bulk_write(writes, ordered=False)
            guard = {"_id": conference, "version": version - 1}
            change = {
                "$set": {
                    "version": version,
                    "frame": json.dumps(frame),
                    "published": published.document(),
                    "published_at": at,
                    **({f"walked.{version}": sorted(walked)} if walked else {}),
                },
                "$push": {"pending": published.document()},
            }
            done = await self._programmes.update_one(guard, change, upsert=version == 1)
        except BulkWriteError as failure:
            duplicates(failure)
            return False
        except DuplicateKeyError:
            return False
        return bool(done.modified_count or done.upserted_id)


def _write(
    conference: str, programme: int, session: Session, event: FrozenEvent, state: Mapping[str, Any]
) -> UpdateOne:
    document: dict[str, Any] = {
        "conference": conference,
        "session": session.model_dump(mode="json"),
        "version": session.version + state["cancelled"],
        "programme": programme,
        **state,
    }
    said = json.loads(event.body)
    fields = [change["field"] for change in said["data"].get("changes", ())]
    # What each version did to it: whose day that concerns may be asked when there is a later version already.
    document[f"changed.{programme}"] = {"type": said["type"], "fields": fields}
    return UpdateOne(
        {"_id": f"{conference}/{session.guid}", "version": {"$lt": document["version"]}},
        {"$set": document, "$push": {"pending": event.document()}},
        upsert=True,
    )
