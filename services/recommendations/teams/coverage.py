"""Covering a programme between colleagues: who goes where, so that together they see most.

A team is worth

    3 x what each session that somebody goes to is worth to the one it is worth most to
    + what everybody's own day is worth to them

Everybody begins with the day they would have alone. One after the other, in the order of their ids, each takes the day
that is best for the team while the others keep theirs (`domain/company.py` is what one session adds to that sum); one
that adds nothing is not taken. The sum rises with every step, so that this ends, in a state in which nobody alone can
do better for the team. Since nobody's own day was ever worth more than the one they began with, what rose is the first
part: together they never see less than if each had planned alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.company import ALSO, Company
from services.recommendations.domain.plan import WEIGHTS, planning_for
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.wishes import Wishes

ROUNDS = 20
"""Far more than it takes."""
Day = frozenset[str]
"""The sessions of somebody's day, by guid."""
Days = Mapping[str, Day]
Worths = Mapping[str, Mapping[str, int]]
"""What sessions are worth to each member alone, by guid, in points."""


@dataclass(frozen=True)
class Member:
    """One of a team, with what they want: the team's goals are among theirs."""

    participant: str
    wishes: Wishes
    preferences: Preferences
    programme: Programme

    @cached_property
    def alone(self) -> Mapping[str, int]:
        """What sessions are worth to them if nobody else were there."""
        planning = planning_for(self.programme, self.wishes, self.preferences, Circumstances(), WEIGHTS)
        sessions = self.programme.timetable.sessions
        return {session.guid: worth.points for session, worth in zip(sessions, planning.worths, strict=True)}

    def day(self, covered: Mapping[str, int]) -> Day:
        """Their best day where colleagues go to these sessions."""
        circumstances = Circumstances(company=Company(covered))
        planning = planning_for(self.programme, self.wishes, self.preferences, circumstances, WEIGHTS)
        sessions = self.programme.timetable.sessions
        return frozenset(sessions[stay.position].guid for stay in planning.best.stays)


def cover(members: Sequence[Member]) -> dict[str, Day]:
    """Everybody's day. It is the same in whatever order they joined."""
    team = sorted(members, key=lambda member: member.participant)
    worths = {member.participant: member.alone for member in team}
    alone = {member.participant: member.day({}) for member in team}
    days = dict(alone)
    for _ in range(ROUNDS):
        improved = [_improved(member, days, worths) for member in team]
        if not any(improved):
            break
    # Days that are cut at either end are worth less than they count here: then this may be undone.
    return days if seen(days, worths) >= seen(alone, worths) else alone


def _improved(member: Member, days: dict[str, Day], worths: Worths) -> bool:
    """Give them a day that is better for the team. False where there is none."""
    before = days[member.participant]
    after = {**days, member.participant: member.day(covered(member.participant, days, worths))}
    if together(after, worths) <= together(days, worths):
        return False
    days[member.participant] = after[member.participant]
    return days[member.participant] != before


def covered(participant: str, days: Days, worths: Worths) -> dict[str, int]:
    """The sessions colleagues go to, and the most one of them is worth to any of those."""
    found: dict[str, int] = {}
    for colleague, day in days.items():
        if colleague != participant:
            for guid in day:
                found[guid] = max(found.get(guid, 0), worths[colleague][guid])
    return found


def seen(days: Days, worths: Worths) -> int:
    """What the team sees: each session once, as it is worth to the one it is worth most to."""
    return sum(covered("", days, worths).values())


def together(days: Days, worths: Worths) -> int:
    """What these days are to the team, in fourths of points."""
    own = sum(worths[participant][guid] for participant, day in days.items() for guid in day)
    return (ALSO - 1) * seen(days, worths) + own
