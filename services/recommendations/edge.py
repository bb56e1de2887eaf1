"""What an organiser hands in by HTTP, as JSON that is checked already but for what depends on the conference."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from services.recommendations.conference_days import fault_of
from services.recommendations.programme_files.building_on import PREREQUISITES, circles_among, of_others
from services.recommendations.programme_files.found import Remark, Wanted
from services.recommendations.programme_files.missing_hour import fault_of_clock
from services.recommendations.programme_files.own_format import ProgrammeRequest
from services.recommendations.programme_files.room_walks import faults_of
from shared.contracts.registration import Conference
from shared.web.problems import Problem


def known(conference: Conference | None) -> Conference:
    """The conference. Raises Problem where there is none."""
    if conference is None:
        errors = [{"field": "conference", "detail": "is not known here; publish the conference first"}]
        raise Problem(422, "Nothing was imported.", errors=errors)
    return conference


def sessions_of(request: ProgrammeRequest, conference: Conference) -> list[Wanted]:
    """The sessions with their zone, version 1. Raises Problem naming every field at fault."""
    errors: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    zone = ZoneInfo(conference.zone)
    sessions = []
    for position, session in enumerate(request.sessions):
        place = f"sessions[{position}]"
        if session.guid in seen:
            errors.append({"field": f"{place}.guid", "detail": f"is the guid of sessions[{seen[session.guid]}] too"})
        seen.setdefault(session.guid, position)
        start = session.start if session.start.tzinfo else session.start.replace(tzinfo=zone)
        if detail := fault_of(start, conference) or fault_of_clock(start):
            errors.append({"field": f"{place}.start", "detail": detail})
        sessions.append(session.wanted(start))
    rooms = {session.room for session in request.sessions}
    for position, field, detail in faults_of(request.walks or (), rooms):
        errors.append({"field": f"walks[{position}].{field}", "detail": detail})
    for position, detail in circles_among([one.session for one in sessions]):
        errors.append({"field": f"sessions[{position}].{PREREQUISITES}", "detail": detail})
    if errors:
        raise Problem(422, "Some of it needs another look; nothing was imported.", errors=errors)
    return sessions


def notes_on(sessions: Sequence[Wanted]) -> list[Remark]:
    """What an organiser should know of what they handed in."""
    told = of_others([one.session for one in sessions])
    return [Remark(f"sessions[{at}].{PREREQUISITES}", detail) for at, detail in told]
