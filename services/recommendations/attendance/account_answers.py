"""Coverage and credit as they are sent."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from services.recommendations.attendance.accounts import Account, Presence
from services.recommendations.attendance.coverage import GoalCoverage, Next
from services.recommendations.reading import Reading


class NextAnswer(BaseModel):
    """What to go to for a goal; `planned`: it is on the agenda already."""

    guid: str
    title: str
    room: str
    start: datetime
    end: datetime
    planned: bool


class GoalAnswer(BaseModel):
    """One goal, in minutes. `ahead` is what is still to come of what is planned."""

    number: int
    planned: int
    attended: int
    ahead: int
    gap: int
    next: NextAnswer | None


class CoverageAnswer(BaseModel):
    """Every goal of somebody. `beside`: minutes in sessions that serve none of them."""

    participant: str
    conference: str
    at: datetime
    goals: list[GoalAnswer]
    beside: int


class CreditDayAnswer(BaseModel):
    """What counts of one day."""

    day: date
    minutes: int


class CreditAnswer(BaseModel):
    """Hours of credit, as text, since they are exact."""

    participant: str
    hours: str
    minutes: int
    sessions: int
    days: list[CreditDayAnswer]


def coverage_answer(account: Account) -> CoverageAnswer:
    """Somebody's coverage."""
    return CoverageAnswer(
        participant=account.presence.participant,
        conference=account.reading.conference.slug,
        at=account.now,
        goals=[_goal(one, account.reading) for one in account.coverage.goals],
        beside=account.coverage.beside,
    )


def credit_answer(presence: Presence) -> CreditAnswer:
    """Somebody's hours."""
    found = presence.ledger
    return CreditAnswer(
        participant=presence.participant,
        hours=str(found.hours),
        minutes=found.minutes,
        sessions=len({line.guid for line in found.lines if line.seconds}),
        days=[CreditDayAnswer(day=one.day, minutes=one.seconds // 60) for one in found.days],
    )


def _goal(goal: GoalCoverage, reading: Reading) -> GoalAnswer:
    return GoalAnswer(
        number=goal.number,
        planned=goal.planned,
        attended=goal.attended,
        ahead=goal.ahead,
        gap=goal.gap,
        next=_next(goal.next, reading) if goal.next else None,
    )


def _next(next: Next, reading: Reading) -> NextAnswer:
    session, zone = reading.sessions[next.guid], ZoneInfo(reading.conference.zone)
    return NextAnswer(
        guid=session.guid,
        title=session.title,
        room=session.room,
        start=session.start.astimezone(zone),
        end=(session.start + timedelta(minutes=session.minutes)).astimezone(zone),
        planned=next.planned,
    )
