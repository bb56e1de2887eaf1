"""What an import changes: the programme as it is beside the one that is wanted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.recommendations.ports import Stored
from services.recommendations.programme_files import persons
from services.recommendations.programme_files.found import Extra, Frame, Wanted, Whole, said_over
from services.recommendations.programme_files.ids import as_uuid
from services.recommendations.programme_files.room_walks import Pair
from services.recommendations.programme_files.texts import short
from shared.contracts.recommendations import Change, Session


@dataclass(frozen=True, slots=True)
class Differences:
    """New ones and changed ones with their next version, those that are gone as they were."""

    new: Sequence[Whole]
    changed: Sequence[tuple[Whole, tuple[Change, ...]]]
    gone: Sequence[Session]
    programme: Sequence[Whole]
    """All that is to be, changed or not."""

    @property
    def unchanged(self) -> int:
        """How many stay as they are."""
        return len(self.programme) - len(self.new) - len(self.changed)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import came to, in numbers of sessions."""

    version: int
    published: int
    changed: int
    cancelled: int
    unchanged: int
    walks: int
    """Pairs of rooms between which it is not as far any more."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The programme that is there beside the one that is wanted. False when there is nothing to do."""

    version: int
    differences: Differences
    frame: Frame
    """As it is to be."""
    walks: Collection[Pair]
    """The pairs of rooms between which it is not as far any more."""
    settled: bool
    """Whether that is what is there, and all of it was written."""

    def __bool__(self) -> bool:
        """Whether publishing has anything to write."""
        return bool(self.differences) or not self.settled

    def difference(self, version: int) -> Difference:
        """In numbers, once it is this version."""
        found = self.differences
        counts = len(found.new), len(found.changed), len(found.gone), found.unchanged
        return Difference(version, *counts, walks=len(self.walks))

    @property
    def rooms(self) -> Sequence[str]:
        """Where these walks begin or end."""
        return sorted({room for pair in self.walks for room in pair})


def differences(stored: Stored, wanted: Sequence[Wanted]) -> Differences:
    """Work them out. Each of `wanted` has a guid of its own."""
    present = {session.guid: session for session in stored.sessions}
    ours = {as_uuid(guid): guid for guid in (*present, *stored.cancelled)}
    new, changed, programme = [], [], []
    for one in wanted:
        # Formats that take nothing but UUIDs brought it back under one of those.
        guid = ours.get(one.session.guid, one.session.guid)
        before = present.pop(guid, None)
        if before is None:
            version = stored.cancelled.get(guid, 0) + 1
            whole = Whole(one.session.model_copy(update={"guid": guid, "version": version}), one.extra)
            new.append(whole)
        else:
            was = Whole(before, stored.extras.get(guid, {}))
            whole = _over(was, one)
            if changes := tuple(_changes(was, whole)):
                session = whole.session.model_copy(update={"version": before.version + 1})
                whole = Whole(session, whole.extra)
                changed.append((whole, changes))
        programme.append(whole)
    return Differences(new, changed, list(present.values()), programme)


def _over(was: Whole, wanted: Wanted) -> Whole:
    """What is wanted, and what is there already of that which it does not speak of."""
    stays = {name: getattr(was.session, name) for name in wanted.unsaid}
    session = wanted.session.model_copy(update={**stays, "guid": was.session.guid, "version": was.session.version})
    if wanted.says is None:
        return Whole(session, wanted.extra)
    extra = said_over(wanted.extra, was.extra, wanted.says)
    if known := was.extra.get("persons"):
        people = persons.over(wanted.extra.get("persons") or persons.named(session.speakers), known)
        extra = {**extra, "persons": people} if not persons.plain(people) else _without(extra, "persons")
    return Whole(session, extra)


def _without(extra: Extra, key: str) -> dict[str, Any]:
    return {name: value for name, value in extra.items() if name != key}


def _changes(was: Whole, now: Whole) -> list[Change]:
    if was.session == now.session and was.extra == now.extra:
        return []
    old, new = _said(was.session), _said(now.session)
    fields = [name for name in Session.model_fields if _value(was.session, name) != _value(now.session, name)]
    changes = [Change(field=name, old=old.get(name), new=new.get(name)) for name in fields]
    # What is beside a session is no part of events: that it changed is told, and not what it says.
    extras = sorted({*was.extra, *now.extra} - set(fields))
    names = (short(key, 64) or "extra" for key in extras if was.extra.get(key) != now.extra.get(key))
    return [*changes, *(Change(field=name) for name in names)]


def _value(session: Session, name: str) -> Any:
    """What a field holds, as it compares."""
    value = getattr(session, name)
    # In the hour that comes twice, Python holds a time of a zone and one that says its offset for different always.
    return value.timestamp() if isinstance(value, datetime) else value


def _said(session: Session) -> Mapping[str, Any]:
    return session.model_dump(mode="json", exclude_none=True)
