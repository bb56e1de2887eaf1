"""What the programme did to somebody's day: the day they were told of beside the one it is now."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from shared.contracts.recommendations import AgendaItem, Alteration, Session, Slot


def alterations(
    told: Sequence[AgendaItem], now: Sequence[AgendaItem], programme: Mapping[str, Session]
) -> tuple[Alteration, ...]:
    """Each session that is new, gone, or elsewhere, in order of time. `programme`: what takes place, by guid."""
    before, after = {item.guid: item for item in told}, {item.guid: item for item in now}
    found = [
        Alteration(
            guid=guid,
            title=(after.get(guid) or before[guid]).title,
            before=_slot(before.get(guid)),
            now=_slot(after.get(guid)),
            cancelled=guid not in programme,
            elsewhere=_elsewhere(before[guid], programme.get(guid)) if guid not in after else None,
        )
        for guid in {**before, **after}
        if _slot(before.get(guid)) != _slot(after.get(guid))
    ]
    return tuple(sorted(found, key=lambda one: ((one.now or one.before or _NEVER).start.timestamp(), one.guid)))


def untouched(told: Sequence[AgendaItem], now: Sequence[AgendaItem]) -> frozenset[str]:
    """Of the sessions they were told of, by guid, those the programme left where and when they were."""
    before = {item.guid: _slot(item) for item in told}
    return frozenset(item.guid for item in now if before.get(item.guid) == _slot(item))


def the_same(told: Sequence[AgendaItem], now: Sequence[AgendaItem]) -> bool:
    """Whether nothing they would see or walk to is different. Why a session is there may be said in other words."""
    return [_seen(item) for item in told] == [_seen(item) for item in now]


def _elsewhere(told: AgendaItem, session: Session | None) -> Slot | None:
    """Where it is now, unless it is still where they were to be, who may have been there for a part of it."""
    if session is None:
        return None
    ends, left = (one.start + timedelta(minutes=one.minutes) for one in (session, told))
    if session.room == told.room and session.start <= told.start and left <= ends:
        return None
    return Slot(room=session.room, start=session.start, minutes=session.minutes)


def _seen(item: AgendaItem) -> tuple[str, str, Slot | None]:
    return item.guid, item.title, _slot(item)


def _slot(item: AgendaItem | None) -> Slot | None:
    return Slot(room=item.room, start=item.start, minutes=item.minutes) if item else None


_NEVER = Slot.model_validate({"room": "-", "start": "1970-01-01T00:00:00Z", "minutes": 1})
