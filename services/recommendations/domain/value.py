"""What a session is worth to somebody, in points.

    points  = 1000 x fit x length x (minutes / 60) ^ growth
    fit     = (matters x (.6 x goal + .2 x closest) + .2 x step) x ready
    matters = 1.25 for a goal that matters most to them, .75 for one that would be nice, 1 for any other;
              half of that where they already are where they want to be with it
    goal    = how well it serves the goal it serves best: by its words, and its area where the goal names one
    closest = whether no session fits the words of that goal better
    step    = by how far beyond their place on the spectrum it leads: one step is worth most, and little what leads
              past where they want to be; their place is what they said of the ingredient, or else of the goal
    ready   = 1, or .5 where it builds on a session they have not seen
    length  = whether it lasts about as long as they like

1000 points is an hour that could not fit better, for a goal that means no more to them than others. A session
without a reason to go is worth nothing: time stays free rather than filled. The figures are those of `Weights`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from services.recommendations.domain.session import Session
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.wishes import Spectrum, Wishes

INGREDIENTS = tuple(each.name for each in fields(Spectrum))


AS_USUAL = Weights()


class Step(NamedTuple):
    """A move on one ingredient of the spectrum, from where somebody stands to where the session leads."""

    ingredient: str
    origin: int
    target: int


class Worth(NamedTuple):
    """What a session is worth to somebody.

    `goal` is the index of the goal it serves best, None if it serves none. `step` is there when the session
    leads exactly one step further.
    """

    points: int
    goal: int | None
    step: Step | None


NOTHING = Worth(0, None, None)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody's wishes, prepared to value many sessions.

    `scores` holds, for each goal, the text score of sessions by guid; `places` where they stand on the
    spectrum; `languages` those they are expected to follow; `unprepared` the sessions that build on one they have not
    seen, by guid. With `general`, a session is worth something to anybody, even where neither a goal nor a step is a
    reason.
    """

    wishes: Wishes
    scores: Sequence[Mapping[str, float]]
    places: Mapping[str, int]
    languages: Collection[str]
    general: bool = False
    weights: Weights = AS_USUAL
    unprepared: Collection[str] = ()

    def worth(self, session: Session) -> Worth:
        """What the session is worth to them."""
        weights = self.weights
        goals = range(len(self.wishes.goals))
        # Who writes in a language can follow it.
        if session.language not in self.languages and not any(self.named(goal, session) for goal in goals):
            return NOTHING
        goal, served = self._best_goal(session)
        step, led = self._best_step(session, goal)
        if self.general:
            anybody = weights.general if session.level in ("introductory", None) else weights.general / 2
            served = max(served, weights.goal * anybody)
        fit = served + weights.step * led
        if session.guid in self.unprepared:
            fit *= weights.unprepared
        if fit < weights.least:
            return NOTHING
        return Worth(self.points(session, fit), goal, step)

    def points(self, session: Session, fit: float) -> int:
        """What a session that fits so well is worth, by its length."""
        minutes = session.minutes
        hours: float = (minutes / 60) ** self.weights.growth
        return round(1000 * fit * self._length(minutes) * hours)

    def goals(self, session: Session) -> int:
        """All goals the session serves, as bits."""
        return sum(1 << goal for goal in self.goals_of(session))

    def goals_of(self, session: Session) -> list[int]:
        """All goals the session serves: the one it serves best, and others it does not serve much less."""
        served = [self._served(goal, session) for goal in range(len(self.wishes.goals))]
        least = self.weights.also * max(served, default=0.0)
        return [goal for goal, each in enumerate(served) if each > 0 and each >= least]

    def serves(self, goal: int, session: Session) -> bool:
        """Whether the session does anything for that goal, whatever it does for others."""
        return self._served(goal, session) > 0

    def named(self, goal: int, session: Session) -> bool:
        """Whether the words of that goal speak for the session."""
        return self.scores[goal].get(session.guid, 0.0) >= self.weights.faint

    def _best_goal(self, session: Session) -> tuple[int | None, float]:
        """The goal the session serves best, the first among equals, and what that adds to the fit."""
        best, best_served = None, 0.0
        for index in range(len(self.wishes.goals)):
            served = self._served(index, session)
            if served > best_served:
                best, best_served = index, served
        return best, best_served

    def _served(self, index: int, session: Session) -> float:
        """What the session does for one goal."""
        weights, goal = self.weights, self.wishes.goals[index]
        score = self.scores[index].get(session.guid, 0.0)
        served = score if score >= weights.faint else 0.0
        if goal.area is not None:
            served = (1 - weights.area) * served + weights.area * (goal.area == session.area)
        served = weights.goal * served + weights.closest * (score >= 1)
        if goal.priority is not None:
            served *= {1: weights.most, 3: weights.nice}.get(goal.priority, 1.0)
        if goal.now is not None and goal.now == goal.want:
            served *= weights.reached
        return served

    def _best_step(self, session: Session, serves: int | None) -> tuple[Step | None, float]:
        """The move worth most among the ingredients whose place is known, and its worth."""
        goal = None if serves is None else self.wishes.goals[serves]
        best, best_led = None, 0.0
        for ingredient in INGREDIENTS if session.ingredients else ():
            target = session.ingredients.get(ingredient)
            origin = self.places.get(ingredient, goal.now if goal else None)
            if target is None or origin is None:
                continue
            past = goal is not None and goal.want is not None and target > goal.want
            led = self.weights.past if past else self._led(target - origin)
            if led > best_led:
                best = Step(ingredient, origin, target) if target - origin == 1 and not past else None
                best_led = led
        return best, best_led

    def _led(self, beyond: int) -> float:
        weights = self.weights
        if beyond <= 0:
            return weights.no_step
        return {1: weights.one_step, 2: weights.two_steps}.get(beyond, weights.three_steps)

    def _length(self, minutes: int) -> float:
        """1 for a length they prefer, less the further it is from the nearest of them."""
        if not self.wishes.lengths:
            return 1.0
        nearest = max(min(minutes, length) / max(minutes, length) for length in self.wishes.lengths)
        return 1 - self.weights.length * (1 - nearest)
