"""What a participant decides on the day: what can be joined from where they are, and going there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.recommendations.attendance.ports import ScanReader
from services.recommendations.attendance.scan import Way
from services.recommendations.days.ports import UNSET, NoMove, NotTakingPart, Setting, SettingReader, UnknownPlace
from services.recommendations.days.preferring import MOST_MOVES
from services.recommendations.days.saying import Said, Saying, Situation
from services.recommendations.days.translation import moves_of, preferences_of, wishes_of
from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.joinable import SOON, Day, Here, Known, Option, arrival, joinable
from services.recommendations.domain.moves import standing
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.whereabouts import Passage, whereabouts
from services.recommendations.planner import Planner
from services.recommendations.ports import AgendaStore, ProfileStore
from services.recommendations.programmes import Prepared
from services.recommendations.seats.ports import SeatReader
from shared.contracts.recommendations import AgendaMoved, Deed, Move, Pin, Preferences


@dataclass(frozen=True, slots=True)
class Outlook:
    """What somebody can do from where they are."""

    prepared: Prepared
    here: Here
    options: list[Option]
    rest: tuple[str, ...]
    """The guids of what lies ahead, in order."""
    gone: bool
    """They left for the day."""


class Moving:
    """Looks around for participants, and has them go where they decide to."""

    def __init__(
        self,
        saying: Saying,
        settings: SettingReader,
        profiles: ProfileStore,
        agendas: AgendaStore,
        planner: Planner,
        seats: SeatReader,
        scans: ScanReader,
    ) -> None:
        self._saying, self._settings, self._profiles = saying, settings, profiles
        self._agendas, self._planner = agendas, planner
        self._seats, self._scans = seats, scans

    async def look(self, participant: str, place: str | None, at: datetime, minutes: int | None) -> Outlook:
        """What can be joined from a place: a room, a session, or where they are (None). `minutes`: their time.

        Raises NotTakingPart, UnknownPlace.
        """
        profile = await self._profiles.profile(participant)
        prepared = await self._planner.current(profile.conference) if profile else None
        if profile is None or profile.wishes is None or prepared is None:
            raise NotTakingPart
        found = (await self._agendas.found([participant])).get(participant)
        setting = (await self._settings.of([participant])).get(participant, UNSET)
        await self._planner.read(prepared, [profile.wishes])
        passages = await self._passages(participant)
        openings = await self._seats.openings(profile.conference, prepared.capacities, [participant])
        day = Day(
            programme=prepared.programme,
            wishes=wishes_of(profile.wishes),
            preferences=preferences_of(setting),
            circumstances=Circumstances(full=openings.full_for(participant)),
            items=found.items if found else (),
            moves=moves_of(setting),
        )
        here = _here(day, place, passages, at, minutes)
        gone = standing(day.moves, ZoneInfo(prepared.conference.zone)).gone(at)
        return Outlook(prepared, here, joinable(day, here), _ahead(day, at), gone)

    async def _passages(self, participant: str) -> list[Passage]:
        return [Passage(scan.guid, scan.at, scan.way is Way.IN) for scan in await self._scans.scans(participant)]

    async def decide(self, participant: str, deed: Deed, session: str | None, outlook: Outlook) -> Setting:
        """Join a session, skip one, leave for the day, or stay after all.

        Raises NotTakingPart, UnknownPlace, NoMove, and NoSeat where there is none for them.
        """
        here, known = outlook.here, outlook.prepared.programme.sessions.get(session or "")
        if session is not None and (known is None or (deed is Deed.JOIN and known.end <= here.at)):
            raise UnknownPlace(str(deed))
        if known and deed is Deed.JOIN and known.start > here.at + SOON:
            raise NoMove
        seat = session if deed is Deed.JOIN and session in outlook.prepared.capacities else None
        arrive = arrival(outlook.prepared.programme, here, known) if known and deed is Deed.JOIN else None

        def decided(now: Situation) -> Said | None:
            move = Move(
                version=now.setting.version + 1,
                deed=deed,
                at=here.at,
                session=session,
                origin=here.origin if deed in (Deed.JOIN, Deed.LEAVE) else None,
                until=here.until if deed is Deed.JOIN else None,
                arrive=arrive if arrive and known and arrive > known.start else None,
            )
            idle = _again(now.setting, move) or (deed is Deed.STAY and not outlook.gone)
            return None if idle else _said(now.setting, move, seat)

        return await self._saying.say(participant, decided)


def _said(setting: Setting, move: Move, seat: str | None) -> Said:
    said = setting.preferences
    if move.deed is Deed.SKIP and move.session:
        said = said or Preferences(version=move.version)
        said = said.model_copy(update={"version": move.version, "pins": {**said.pins, move.session: Pin.NOT}})
    elif said and move.deed is Deed.JOIN and said.pins.get(move.session or "") is Pin.NOT:
        pins = {guid: pin for guid, pin in said.pins.items() if guid != move.session}
        said = said.model_copy(update={"version": move.version, "pins": pins})
    return Said(Setting(move.version, said, (*setting.moves, move)[-MOST_MOVES:]), AgendaMoved, move, seat)


def _again(setting: Setting, move: Move) -> bool:
    """Whether the same was decided a moment ago: a button pressed twice is one decision."""
    if not setting.moves:
        return False
    last = setting.moves[-1].model_copy(update={"version": move.version})
    return last == move or (
        (last.deed, last.session, last.until) == (move.deed, move.session, move.until)
        and abs(move.at - last.at) < timedelta(seconds=10)
    )


def _here(day: Day, place: str | None, passages: Collection[Passage], at: datetime, minutes: int | None) -> Here:
    until = at + timedelta(minutes=minutes) if minutes else None
    if place is None:
        return whereabouts(day, passages, at, until)
    if session := day.programme.sessions.get(place):
        there = session.start <= at < session.end
        return Here(at, session.room, session.guid if there else None, until, Known.CHOSEN)
    if place not in _rooms(day.programme):
        raise UnknownPlace("from")
    return Here(at, place, _held_there(day, place, at), until, Known.CHOSEN)


def _held_there(day: Day, room: str, at: datetime) -> str | None:
    """The session of their agenda that is under way in that room."""
    sessions = (day.programme.sessions.get(item.guid) for item in day.items)
    return next((one.guid for one in sessions if one and one.room == room and one.start <= at < one.end), None)


def _rooms(programme: Programme) -> set[str]:
    return {session.room for session in programme.timetable.sessions}


def _ahead(day: Day, at: datetime) -> tuple[str, ...]:
    sessions = ((day.programme.sessions.get(item.guid), item) for item in day.items)
    return tuple(item.guid for session, item in sessions if session and item.hours(session.start, session.end)[1] > at)
