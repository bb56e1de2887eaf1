"""A team, and what may be done to it."""

import secrets
from dataclasses import dataclass, replace

from services.recommendations.domain.wishes import Goal

MOST = 30
"""Members. More than go to a conference from one school, few enough to plan together while somebody waits."""
MOST_GOALS = 20
"""Goals a team shares."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of codes: none of them is taken for another."""
CODE = 10


class NotPossible(Exception):
    """Why something cannot be done to a team."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who joined, under the name they chose for their team."""

    participant: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedGoal:
    """A goal of one member that all of them have."""

    goal: Goal
    by: str


@dataclass(frozen=True, slots=True)
class Team:
    """The members in the order they joined, the goals they share, and what colleagues join with."""

    id: str
    conference: str
    code: str
    version: int
    members: tuple[Member, ...]
    goals: tuple[SharedGoal, ...] = ()
    planned_from: str = ""
    """What their days were planned from, in a line; they are to be planned again where that is another one."""

    def has(self, participant: str) -> bool:
        """Whether somebody is in it."""
        return any(member.participant == participant for member in self.members)

    def joined(self, member: Member) -> "Team":
        """With one more. Raises NotPossible."""
        if self.has(member.participant):
            raise NotPossible("member")
        if len(self.members) >= MOST:
            raise NotPossible("full")
        return replace(self, version=self.version + 1, members=(*self.members, member))

    def left(self, participant: str) -> "Team":
        """Without somebody and the goals they shared."""
        members = tuple(member for member in self.members if member.participant != participant)
        goals = tuple(shared for shared in self.goals if shared.by != participant)
        return replace(self, version=self.version + 1, members=members, goals=goals)

    def sharing(self, participant: str, goals: tuple[Goal, ...]) -> "Team":
        """With these goals of somebody, and none of theirs besides."""
        others = tuple(shared for shared in self.goals if shared.by != participant)
        own = tuple(SharedGoal(goal, participant) for goal in goals)
        return replace(self, version=self.version + 1, goals=(*others, *own)[:MOST_GOALS])


def new_code() -> str:
    """What lets a colleague in: as hard to guess as a word of ten letters drawn by lot."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def code_of(typed: str) -> str:
    """A code as somebody typed it, with spaces, dashes and small letters."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[: 2 * CODE]


def code_shown(code: str) -> str:
    """`K7QM2-XPR9D`: in two halves, to be read out."""
    return f"{code[: CODE // 2]}-{code[CODE // 2 :]}"
