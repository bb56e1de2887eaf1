"""The pages of recommendations: functions that take what is to be said and return HTML."""

from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from services.recommendations.conference_days import Moment, is_on
from services.recommendations.day_parts import Day, Item
from services.recommendations.days.moving import Outlook
from services.recommendations.days.tuning import Tuning
from services.recommendations.now_and_next import now_and_next
from services.recommendations.reading import Reading
from services.recommendations.reproducing.again import Ranked, Why
from shared import spoken
from shared.contracts.registration import Conference
from shared.markup import unmarked
from shared.reasons import reworded
from shared.web.pages import environment

_pages = environment(Path(__file__).parent)
_pages.filters |= {
    "spoken_day": spoken.spoken_day,
    "clock": spoken.clock,
    "clock_of_day": spoken.clock_of_day,
    "length": spoken.length,
    "counted": spoken.counted,
    "hours": lambda windows: ", ".join(spoken.hours(window.start, window.end) for window in windows),
    "zone": spoken.spoken_zone,
    "plain": spoken.plain,
    "language": spoken.language,
    "reworded": reworded,
    "unmarked": unmarked,
}
_pages.tests["session"] = lambda entry: isinstance(entry, Item)


class Live(NamedTuple):
    """How an open page learns that there is something new."""

    changes_url: str
    state: str
    """Which state it shows."""


class FeedForm(NamedTuple):
    """Where somebody's calendar asks, and how they change that. `address`: None while it asks nowhere."""

    action: str
    address: str | None

    @property
    def webcal(self) -> str:
        """The address as it opens a calendar rather than a browser."""
        return f"webcal:{(self.address or '').partition(':')[2]}"


def agenda_page(
    conference: Conference,
    day: Day,
    *,
    calendar_url: str,
    live: Live,
    tuning: Tuning | None = None,
    attendance_url: str | None = None,
    team_url: str | None = None,
    feed: FeedForm | None = None,
    reflection_url: str | None = None,
    moment: Moment = Moment.AHEAD,
    now: datetime | None = None,
) -> str:
    """The day as a timeline; when it is empty, what to do next. `tuning`: what can be set on it.

    What is offered first follows from whether the day lies ahead, is on, or is over. `now`: what is on, where it is.
    """
    template = "agenda.html" if day.sessions else "empty.html"
    urls = {"calendar_url": calendar_url, "attendance_url": attendance_url, "team_url": team_url}
    urls["reflection_url"] = reflection_url
    values = {"conference": conference, "day": day, "live": live, "moment": moment, "tuning": tuning, "feed": feed}
    values["now"] = now
    return _pages.get_template(template).render(**values, **urls)


def sessions_page(reading: Reading, tuning: Tuning, now: datetime) -> str:
    """All sessions in order of time, to say something about. On the day, what is on and what comes next is first."""
    zone = ZoneInfo(reading.conference.zone)
    ordered = sorted(reading.sessions.values(), key=lambda session: (session.start.timestamp(), session.guid))
    near = now_and_next(now, reading.conference, ordered)
    rest = (session for session in ordered if session.guid not in near)
    days = groupby(rest, key=lambda session: session.start.astimezone(zone).date())
    values = {"conference": reading.conference, "tuning": tuning, "zone": zone}
    planned = {item.guid for item in reading.kept.items}
    return _pages.get_template("sessions.html").render(
        near=[session for session in ordered if session.guid in near],
        days=[(day, list(sessions)) for day, sessions in days],
        planned=planned,
        **values,
    )


def recommended_page(reading: Reading, ranked: Ranked, tuning: Tuning) -> str:
    """What is worth most to somebody, the best first. What was cancelled since is passed over."""
    sessions = reading.sessions
    listed = [(each, sessions[each.item.guid]) for each in ranked.listed if each.item.guid in sessions]
    return _pages.get_template("recommended.html").render(
        conference=reading.conference,
        goals=reading.wishes.goals,
        for_anybody=ranked.for_anybody,
        day_for_anybody=ranked.day_for_anybody,
        planned=bool(reading.kept.items),
        listed=listed,
        most=max((each.item.value for each, _ in listed), default=1),
        titles={guid: session.title for guid, session in sessions.items()},
        tuning=tuning,
        zone=ZoneInfo(reading.conference.zone),
    )


def now_page(
    action: str,
    outlook: Outlook,
    *,
    asked: datetime | None,
    place: str | None,
    minutes: int | None,
    full: str | None = None,
) -> str:
    """What can be joined from where somebody is. `asked`: the time they asked about, where that is not now.

    `place`: where they said they are; `full`: the session they could not join.
    """
    conference, here = outlook.prepared.conference, outlook.here
    zone = ZoneInfo(conference.zone)
    return _pages.get_template("now.html").render(
        action=action,
        conference=conference,
        on=is_on(here.at, conference),
        gone=outlook.gone,
        here=here,
        at=here.at.astimezone(zone),
        asked=asked,
        place=place,
        minutes=minutes,
        zone=zone,
        options=outlook.options,
        full=outlook.prepared.sessions.get(full or ""),
        rooms=sorted({session.room for session in outlook.prepared.sessions.values()}),
    )


def why_page(why: Why, day_url: str) -> str:
    """Why a session is in somebody's day, and what would make it drop out."""
    return _pages.get_template("why.html").render(why=why, day_url=day_url)


def waiting_page(conference: Conference | None, words_key: Literal["building", "no_programme"]) -> str:
    """There is no agenda yet: it is being built, or the programme is not out."""
    return _pages.get_template("waiting.html").render(conference=conference, state=words_key)


def link_page(kind: Literal["bad", "expired"], signup_url: str) -> str:
    """The link opens nothing (any more), and how to get one that does."""
    return _pages.get_template("link.html").render(kind=kind, signup_url=signup_url)


def ended_page(
    kind: Literal["cancelled", "erased"], conference: Conference | None, *, calendar_url: str | None, signup_url: str
) -> str:
    """There is no agenda any more, and how to come after all. `calendar_url`: what takes it out of calendars."""
    values = {"conference": conference, "calendar_url": calendar_url, "signup_url": signup_url}
    return _pages.get_template("ended.html").render(kind=kind, **values)
