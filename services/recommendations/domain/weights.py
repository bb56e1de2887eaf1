"""How much each thing counts when a session is valued; `value` says what for."""

from dataclasses import dataclass, replace

from services.recommendations.domain.preferences import Sliders


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
    reached: float = 0.5
    """And again for one with which they are where they want to be."""
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
    past: float = 0.1
    """A session that leads past where they want to be with the goal it serves."""
    unprepared: float = 0.5
    """What is left of the fit of a session that builds on one they have not seen."""
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

    kept: float = 0.1
    """By how much more a session of the agenda they hold counts: little is gained by changing for less."""
    untouched: float = 1.0
    """The same for one the programme left as it was: it gives way to what is worth twice as much, or to a must."""

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
