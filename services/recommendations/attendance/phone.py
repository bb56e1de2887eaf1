"""What the phone page of attendance shows: where somebody is, what it did for their goals, which hours it gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.recommendations.attendance.accounts import Account
from services.recommendations.attendance.coverage import GoalCoverage
from services.recommendations.domain.why import shortened
from shared.contracts.recommendations import Session


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with its times on the conference's clock."""

    session: Session
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Inside:
    """The session they are in. `cost`: hours of credit that leaving now takes away."""

    sitting: Sitting
    now: Decimal
    staying: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal, its minutes, and what to go to next."""

    coverage: GoalCoverage
    statement: str
    next: Sitting | None


@dataclass(frozen=True, slots=True)
class CreditRow:
    """What one session gave; `reason` says why nothing did."""

    title: str
    language: str
    day: datetime
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Phone:
    """All the page shows."""

    now: datetime
    inside: Inside | None
    goals: tuple[GoalRow, ...]
    beside: int
    hours: Decimal
    credits: tuple[CreditRow, ...]
    longest: int
    """The most minutes of any goal, which bars are drawn to."""


def sitting_of(session: Session, zone: str) -> Sitting:
    """A session on the clock of a zone."""
    start = session.start.astimezone(ZoneInfo(zone))
    return Sitting(session, start, (session.start + timedelta(minutes=session.minutes)).astimezone(ZoneInfo(zone)))


def phone_of(account: Account) -> Phone:
    """The page of an account."""
    zone = account.reading.conference.zone
    goals = tuple(_goals(account))
    return Phone(
        now=account.now.astimezone(ZoneInfo(zone)),
        inside=_inside(account, zone),
        goals=goals,
        beside=account.coverage.beside,
        hours=account.presence.ledger.hours,
        credits=tuple(_credits(account)),
        longest=max((max(row.coverage.planned, row.coverage.attended) for row in goals), default=0),
    )


def _inside(account: Account, zone: str) -> Inside | None:
    found = account.presence.leaving
    if found is None or (session := account.inside) is None:
        return None
    return Inside(sitting_of(session, zone), found.now, found.staying, found.cost)


def _goals(account: Account) -> Iterator[GoalRow]:
    sessions, zone = account.reading.sessions, account.reading.conference.zone
    for goal, found in zip(account.reading.wishes.goals, account.coverage.goals, strict=True):
        following = sitting_of(sessions[found.next.guid], zone) if found.next else None
        yield GoalRow(found, shortened(goal.statement), following)


def _credits(account: Account) -> Iterator[CreditRow]:
    zone = ZoneInfo(account.reading.conference.zone)
    for line in account.presence.ledger.lines:
        session = account.reading.sessions[line.guid]
        yield CreditRow(session.title, session.language, session.start.astimezone(zone), line.minutes, line.reason)
