"""What a session is worth to somebody, in points.

    points  = 1000 x fit x length x (minutes / 60) ^ growth
    fit     = matters x (.6 x goal + .2 x closest) + .2 x step
    matters = 1.25 for a goal that matters most to them, .75 for one that would be nice, 1 for any other
    goal    = how well it serves the goal it serves best: by its words, and its area where the goal names one
    closest = whether no session fits the words of that goal better
    step    = by how far beyond their place on the spectrum it leads: one step is worth most
    length  = whether it lasts about as long as they like

1000 points is an hour that could not fit better, for a goal that means no more to them than others. A session
without a reason to go is worth nothing: time stays free rather than filled. The figures are those of `Weights`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from services.recommendations.domain.preferences import Sliders
from services.recommendations.domain.session import Session
from services.recommendations.domain.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thing counts. Shares lie between 0 and 1."""

    goal: float = 0.6
    """Of the fit: what the session does for the goal it serves best."""
    closest: float = 0.2
    """Of the fit: that the goal has no better session, lest goals with many good ones drown it."""
    most: float = 1.25
    """What becomes of both for a goal that matters most."""
    nice: float = 0.75
    """And for one that would be nice."""
    step: float = 0.2
    """Of the fit: where it leads on the spectrum."""
    area: float = 0.2
    """Of a goal tied to an area: that the session is about it. The rest are the goal's words."""
    faint: float = 0.25
    """Words scored below this share of the best session are a coincidence, and count for nothing."""
    no_step: float = 0.2
    """A session that leads no further than where they stand."""
    one_step: float = 1.0
    two_steps: float = 0.3
    three_steps: float = 0.1
    length: float = 0.3
    """How much a session loses, at most, for not being of a length they prefer."""
    growth: float = 0.7
    """An hour gives more than ten minutes, but not six times more."""
    least: float = 0.1
    """A fit below this is not worth leaving the coffee for."""
    also: float = 0.5
    """A session serves every goal for which it does this share of what it does for the one it serves best."""
    liked: float = 0.3
    """The fit, at least, of a session they picked themselves."""
    general: float = 0.4
    """The goal part where there are no goals to go by: this for an introductory session, half for others."""

    def slid(self, sliders: Sliders) -> "Weights":
        """The same with somebody's sliders where they put them."""
        return replace(
            self,
            goal=self.goal * sliders.times("goals"),
            closest=self.closest * sliders.times("goals"),
            area=min(1.0, self.area * sliders.times("areas")),
            step=self.step * sliders.times("steps"),
            length=min(1.0, self.length * sliders.times("lengths")),
        )


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
    spectrum; `languages` those they are expected to follow. With `general`, a session is worth something to
    anybody, even where neither a goal nor a step is a reason.
    """

    wishes: Wishes
    scores: Sequence[Mapping[str, float]]
    places: Mapping[str, int]
    languages: Collection[str]
    general: bool = False
    weights: Weights = Weights()

    def worth(self, session: Session) -> Worth:
        """What the session is worth to them."""
        weights = self.weights
        goals = range(len(self.wishes.goals))
        # Who writes in a language can follow it.
        if session.language not in self.languages and not any(self.named(goal, session) for goal in goals):
            return NOTHING
        goal, served = self._best_goal(session)
        step, led = self._best_step(session)
        if self.general:
            anybody = weights.general if session.level in ("introductory", None) else weights.general / 2
            served = max(served, weights.goal * anybody)
        fit = served + weights.step * led
        if fit < weights.least:
            return NOTHING
        return Worth(self.points(session, fit), goal, step)

    def points(self, session: Session, fit: float) -> int:
        """What a session that fits so well is worth, by its length."""
        minutes = session.minutes
        hours: float = (minutes / 60) ** self.weights.growth
        return round(1000 * fit * self._length(minutes) * hours)

    def goals(self, session: Session) -> int:
        """All goals the session serves, as bits: the one it serves best, and others it does not serve much less."""
        served = [self._served(goal, session) for goal in range(len(self.wishes.goals))]
        least = self.weights.also * max(served, default=0.0)
        return sum(1 << goal for goal, each in enumerate(served) if each > 0 and each >= least)

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
        return served

    def _best_step(self, session: Session) -> tuple[Step | None, float]:
        """The move worth most among the ingredients they told their place on, and its worth."""
        weights = self.weights
        best, best_led = None, 0.0
        for ingredient, origin in self.places.items():
            target = session.ingredients.get(ingredient)
            if target is None:
                continue
            beyond = target - origin
            if beyond == 1:
                led = weights.one_step
            elif beyond <= 0:
                led = weights.no_step
            else:
                led = weights.two_steps if beyond == 2 else weights.three_steps
            if led > best_led:
                best, best_led = Step(ingredient, origin, target) if beyond == 1 else None, led
        return best, best_led

    def _length(self, minutes: int) -> float:
        """1 for a length they prefer, less the further it is from the nearest of them."""
        if not self.wishes.lengths:
            return 1.0
        nearest = max(min(minutes, length) / max(minutes, length) for length in self.wishes.lengths)
        return 1 - self.weights.length * (1 - nearest)
