"""Sessions laid out as a schedule has them: days, rooms in order, and in each what is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.recommendations.programme_files.events import NO_ROOM
from services.recommendations.programme_files.found import Frame, Whole
from services.recommendations.programme_files.frames import heading
from services.recommendations.programme_files.texts import short
from services.recommendations.programme_files.times import DAWN, date_of, moment_of
from shared.contracts.registration import Conference


@dataclass
class LaidDay:
    """One conference day."""

    date: date
    start: datetime
    end: datetime
    rooms: dict[str, list[Whole]] = field(default_factory=dict)


def laid_out(frame: Frame, sessions: Iterable[Whole], conference: Conference) -> list[LaidDay]:
    """The days in order, at least one. Those that are kept come with all their rooms, also where nothing is."""
    zone = ZoneInfo(conference.zone)
    days = _kept(frame, zone)
    new: dict[date, dict[str, list[Whole]]] = {}
    for whole in sorted(sessions, key=lambda one: (one.session.start.timestamp(), one.session.guid)):
        day = _day_of(whole, days, zone)
        rooms = day.rooms if isinstance(day, LaidDay) else new.setdefault(day, {})
        rooms.setdefault(room_name(whole), []).append(whole)
    days += [_usual(day, _in_order(rooms), zone) for day, rooms in new.items()]
    return sorted(days, key=lambda day: day.date) or [_usual(conference.starts_on, {}, zone)]


def room_name(whole: Whole) -> str:
    """The room as it was written, as long as the session is still there."""
    raw = whole.extra.get("room")
    if isinstance(raw, str) and (short(raw, 80) or NO_ROOM) == whole.session.room:
        return raw
    return whole.session.room


def same_frame(one: Frame, other: Frame, conference: Conference, version: int, sessions: Sequence[Whole]) -> bool:
    """Whether the same would be written of these sessions with the one and with the other."""
    if one.get("walks") != other.get("walks"):
        return False
    return _skeleton(one, conference, version, sessions) == _skeleton(other, conference, version, sessions)


def _skeleton(frame: Frame, conference: Conference, version: int, sessions: Sequence[Whole]) -> tuple[Any, Any]:
    days = laid_out(frame, sessions, conference)
    told = [(day.date, day.start, day.end, list(day.rooms)) for day in days]
    return heading(frame, conference, version, len(days)), told


def _kept(frame: Frame, zone: ZoneInfo) -> list[LaidDay]:
    days: dict[date, LaidDay] = {}
    for said in frame.get("days", ()):
        start = _moment(said["start"], zone)
        day = date_of(said["date"]) or (start.date() if start else None)
        if day is None:
            continue
        try:
            laid = days.setdefault(day, _usual(day, {}, zone))
        except OverflowError:  # at either end of the calendar, where no conference is
            continue
        laid.start, laid.end = start or laid.start, _moment(said["end"], zone) or laid.end
        laid.rooms |= {name: [] for name in said["rooms"] if name not in laid.rooms}
    return list(days.values())


def _day_of(whole: Whole, days: Sequence[LaidDay], zone: ZoneInfo) -> LaidDay | date:
    """The day that is on when it begins, else that of its date; the date where there is none yet."""
    start = whole.session.start.astimezone(zone)
    on = [day for day in days if day.start <= start <= day.end]
    if on:
        return max(on, key=lambda day: day.start)
    own = start.date() - timedelta(days=start.time() < DAWN)
    return next((day for day in days if day.date == own), own)


def _usual(day: date, rooms: dict[str, list[Whole]], zone: ZoneInfo) -> LaidDay:
    start = datetime.combine(day, DAWN, zone)
    end = datetime.combine(day + timedelta(days=1), DAWN, zone).astimezone(UTC) - timedelta(minutes=1)
    return LaidDay(day, start, end.astimezone(zone), rooms)


def _in_order(rooms: dict[str, list[Whole]]) -> dict[str, list[Whole]]:
    return {name: rooms[name] for name in sorted(rooms, key=lambda name: (name.casefold(), name))}


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        return moment_of(text, zone)
    except ValueError:
        return None
