"""Who of a team is where, as a picture: a row for each member, and time from left to right in steps of five minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from services.recommendations.teams.team import Member, Team
from services.recommendations.teams.whereabouts import Place

STEP = timedelta(minutes=5)
HOUR = 12
"""Steps."""
LEGIBLE = 4
"""From so many steps on a title has room."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some steps of somebody's day: a session, or None while they are free."""

    steps: int
    place: Place | None = None

    @property
    def together(self) -> bool:
        """Whether colleagues are there as well."""
        return self.place is not None and len(self.place.participants) > 1

    @property
    def brief(self) -> bool:
        """Whether it is too short for words that can be read."""
        return self.steps < LEGIBLE


@dataclass(frozen=True, slots=True)
class Row:
    """One member's day, from its first hour to its last."""

    member: Member
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One day."""

    day: date
    hours: Sequence[datetime]
    """Those that begin in it, on the conference's clock."""
    rows: Sequence[Row]

    @property
    def together(self) -> bool:
        """Whether two of them are ever at the same place."""
        return any(stretch.together for row in self.rows for stretch in row.stretches)


def timelines(team: Team, places: Sequence[Place]) -> list[Timeline]:
    """Each day on which any of them goes anywhere. `places` are in order of time."""
    return [_timeline(team, day, list(group)) for day, group in groupby(places, key=lambda place: place.day)]


def _timeline(team: Team, day: date, places: Sequence[Place]) -> Timeline:
    first = places[0].start.replace(minute=0, second=0, microsecond=0)
    count = max(-(-_steps(first, place.end) // HOUR) for place in places)
    # By instants: where the clock changes, an hour on the wall comes twice or never.
    zone, hours = first.tzinfo, [timedelta(hours=number) for number in range(count)]
    begins = [datetime.fromtimestamp(first.timestamp() + hour.total_seconds(), zone) for hour in hours]
    rows = [Row(one, _stretches(first, count * HOUR, _of(one, places))) for one in team.members]
    return Timeline(day, begins, rows)


def _of(member: Member, places: Sequence[Place]) -> list[Place]:
    return [place for place in places if member.participant in place.participants]


def _stretches(first: datetime, whole: int, places: Sequence[Place]) -> list[Stretch]:
    """One after the other. Where sessions overlap, the later one begins when the earlier is over."""
    found, until = [], 0
    for place in places:
        begins, ends = max(until, _steps(first, place.start)), _steps(first, place.end)
        if begins >= ends:
            continue
        if begins > until:
            found.append(Stretch(begins - until))
        found.append(Stretch(ends - begins, place))
        until = ends
    return [*found, Stretch(whole - until)] if until < whole else found


def _steps(first: datetime, instant: datetime) -> int:
    """Rounded, so that who leaves as another session begins is in neither twice."""
    return round((instant.timestamp() - first.timestamp()) / STEP.total_seconds())
