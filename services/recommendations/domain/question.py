"""All that an agenda follows from, beside the programme: the same question has the same answer."""

from dataclasses import dataclass

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.plan import AS_USUAL, NOTHING_YET, WEIGHTS, Agenda, planning_for
from services.recommendations.domain.planning import Planning
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.remains import NOT_BEGUN, Begun, plan_on, remaining
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody's wishes, what they set, what is so, how their day has begun, and what everything counts."""

    wishes: Wishes
    preferences: Preferences = AS_USUAL
    circumstances: Circumstances = NOTHING_YET
    begun: Begun = NOT_BEGUN
    weights: Weights = WEIGHTS

    def answer(self, programme: Programme) -> Agenda:
        """The agenda."""
        return plan_on(programme, self.wishes, self.preferences, self.circumstances, self.begun, self.weights)

    def planning(self, programme: Programme) -> Planning:
        """What the agenda is found with, but for what has begun: to be asked why."""
        left = remaining(programme, self.preferences, self.circumstances, self.begun)
        return planning_for(programme, self.wishes, *left, self.weights)
