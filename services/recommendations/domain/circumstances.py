"""What is so, whatever somebody wishes: full rooms, what they have seen, the agenda they hold, the time it is."""

from dataclasses import dataclass
from datetime import datetime

from services.recommendations.domain.company import ALONE, Company


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All of it, by guid of the sessions; by default nothing has happened yet.

    A session that is `full` has no seat for them: one they hold themselves is not.
    """

    full: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    """Attended, here or before: not worth going to again, and what those that build on it ask for."""
    missed: frozenset[str] = frozenset()
    """Over, and they were not there; or they left it and do not want back."""
    kept: frozenset[str] = frozenset()
    """In the agenda they hold already: stays where it is worth nearly as much as another."""
    untouched: frozenset[str] = frozenset()
    """Of these, what the programme left where and when it was: they have planned with it."""
    since: datetime | None = None
    """The time it is: nothing that began before can be planned any more, unless they would come late."""
    room: str | None = None
    """Where they are at that time, if it is known."""
    company: Company = ALONE
    """Their team, and what it does for them."""

    @property
    def unavailable(self) -> frozenset[str]:
        """What cannot be in the day."""
        return self.full | self.seen | self.missed
