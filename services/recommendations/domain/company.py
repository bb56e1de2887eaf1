"""Going with colleagues: what one of a team goes to is worth less to the next, so that together they see more.

    worth = 3/4 x what it is worth to them more than to any colleague who goes there + 1/4 x what it is worth to them

A session nobody else goes to keeps all its worth. What must be in stays in: such a session is never worth nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.recommendations.domain.value import Worth
from services.recommendations.domain.wishes import Goal

ALSO = 4
"""Of what a session is worth, a fourth is left where a colleague goes to whom it is worth as much."""
SETTLED = 5
"""Points more for what the team has settled for them, so that days which are worth the same are not changed."""


@dataclass(frozen=True, slots=True)
class Company:
    """What a team is to one of its members; by default they are alone."""

    covered: Mapping[str, int] = field(default_factory=dict)
    """Sessions colleagues go to, by guid, and the most one of them is worth to any of those, in points."""
    settled: frozenset[str] = frozenset()
    """The sessions the team settled for them, by guid."""
    goals: tuple[Goal, ...] = ()
    """Goals the team shares, which are not theirs already."""

    def worth(self, worth: Worth, guid: str) -> Worth:
        """What the session is worth to somebody in this company."""
        if worth.points <= 0:
            return worth
        points = worth.points
        if guid in self.covered:
            points = max(1, beside(points, self.covered[guid]) // ALSO)
        return worth._replace(points=points + SETTLED * (guid in self.settled))


ALONE = Company()


def beside(own: int, colleague: int) -> int:
    """What a session adds to a team where a colleague goes to whom it is worth that: in fourths of points."""
    return (ALSO - 1) * max(0, own - colleague) + own
