"""Our own format, as TOML or JSON. It is written for us, so what is wrong in it is told rather than mended."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from services.recommendations.programme_files.abouts import about_sessions
from services.recommendations.programme_files.found import About, Entry, Found, Remark, Unreadable
from services.recommendations.programme_files.json_reading import Path, lines_of
from services.recommendations.programme_files.missing_hour import fault_of_clock
from services.recommendations.programme_files.own_format import SessionRequest, framed
from services.recommendations.programme_files.places import Place
from services.recommendations.programme_files.room_walks import MOST_WALKS, RoomWalk, faults_of
from services.recommendations.programme_files.toml_lines import lines_of_toml
from shared.contracts.registration import Conference
from shared.wrong import wrong_with

ModelT = TypeVar("ModelT", bound=BaseModel)
_KNOWN = frozenset(("conference", "sessions", "walks", "frame"))
_AT_LINE = re.compile(r"\(at line (\d+)")


def read_toml(text: str, slug: str, zone: str | None) -> Found:
    """A TOML file. Raises Unreadable."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        line = _AT_LINE.search(str(wrong))
        raise Unreadable(Remark("", f"is no TOML: {wrong}", line=int(line[1]) if line else None)) from wrong
    return read_own(document, lambda: lines_of_toml(text), slug, zone)


def read_own_json(document: Mapping[str, Any], text: str, slug: str, zone: str | None) -> Found:
    """A JSON file, read from `text`."""
    return read_own(document, lambda: lines_of(text), slug, zone)


def read_own(
    document: Mapping[str, Any], lines: Callable[[], Mapping[Path, int]], slug: str, zone: str | None
) -> Found:
    """Its sessions. `zone`: the conference's where the file does not define one."""
    top = Place((), cache(lines))
    faults = [top.remark(name, "is nothing a programme has") for name in document if name not in _KNOWN]
    conference = _conference(document.get("conference"), top, faults, slug)
    frame = document.get("frame")
    if frame is not None and not isinstance(frame, dict):
        faults.append(top.remark("frame", "is no object"))
    if "sessions" not in document:
        missing = top.remark("sessions", "is missing: write `sessions = []` for none")
        return Found((), [*faults, missing], conference=conference)
    sessions = document["sessions"]
    if not isinstance(sessions, list):
        return Found((), [*faults, top.remark("sessions", "is no list")], conference=conference)
    known = conference.zone if conference else zone
    clock = ZoneInfo(known or "UTC")
    entries: list[Entry] = []
    seen: dict[str, int] = {}
    for number, said in enumerate(sessions):
        place = Place(("sessions", number), top.lines)
        request = _read(SessionRequest, said, place, faults)
        if request is None:
            continue
        if request.guid in seen:
            faults.append(place.remark("guid", f"is the guid of sessions[{seen[request.guid]}] too"))
        seen.setdefault(request.guid, number)
        start = request.start if request.start.tzinfo else request.start.replace(tzinfo=clock)
        if wrong := fault_of_clock(start):
            faults.append(place.remark("start", wrong))
        entries.append(Entry(request.wanted(start), place))
    about = _about(conference) if conference else about_sessions(entries, clock if known else None)
    # Also of sessions in which something else is wrong.
    rooms = {str(said.get("room")).strip() for said in sessions if isinstance(said, dict)}
    walks = _walks(document.get("walks"), top, faults, rooms | {entry.session.room for entry in entries})
    kept = framed(frame if isinstance(frame, dict) else None, walks)
    return Found(entries, faults, about=about, frame=kept, conference=conference)


def _walks(said: Any, top: Place, faults: list[Remark], rooms: Collection[str]) -> list[RoomWalk] | None:
    if said is None:
        return None
    if not isinstance(said, list) or len(said) > MOST_WALKS:
        faults.append(top.remark("walks", f"is no list of at most {MOST_WALKS}"))
        return None
    places = [Place(("walks", number), top.lines) for number in range(len(said))]
    read = [_read(RoomWalk, each, place, faults) for each, place in zip(said, places, strict=True)]
    walks = [walk for walk in read if walk is not None]
    if len(walks) == len(said):
        faults += [places[number].remark(field, detail) for number, field, detail in faults_of(walks, rooms)]
    return walks


def _conference(said: Any, top: Place, faults: list[Remark], slug: str) -> Conference | None:
    """The one the file defines; None where it only names it."""
    named = said.get("slug") if isinstance(said, dict) else said
    if named is not None and named != slug:
        faults.append(top.remark("conference", f"is {named}, and not {slug}"))
        return None
    if not isinstance(said, dict):
        return None
    return _read(Conference, said, Place(("conference",), top.lines), faults)


def _about(conference: Conference) -> About:
    return About(conference.name, conference.starts_on, conference.ends_on, conference.zone)


def _read(model: type[ModelT], said: Any, place: Place, faults: list[Remark]) -> ModelT | None:
    try:
        return model.model_validate(said)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False, include_input=False)
        faults += [place.remark_at(error["loc"], wrong_with(error)) for error in errors]
        return None
