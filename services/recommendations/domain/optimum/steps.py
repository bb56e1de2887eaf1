"""Time that is limited, in steps that are few enough to look at each."""

from math import gcd
from typing import NamedTuple

from services.recommendations.domain.optimum.limits import Limits
from services.recommendations.domain.optimum.ways import Ways

HOURS = 240
"""Steps of the hours, where sessions do not allow for longer ones."""
STRETCH = 6
"""Steps of a stretch beside hours; breaks seldom come in their way."""
STRETCH_ALONE = 18
ENDLESS = 2**62


class Steps(NamedTuple):
    """So many steps of so many seconds; without a limit, time never comes to one."""

    unit: int
    total: int

    def of(self, seconds: int) -> int:
        """How many whole steps that is."""
        return seconds // self.unit


def of_hours(ways: Ways, limits: Limits) -> Steps:
    """Steps of the time in sessions."""
    if not limits.most:
        return Steps(ENDLESS, 0)
    stays = (stay for cuts in (*ways.left_for, *ways.late_to) for _, _, stay in cuts)
    unit = max(gcd(limits.most, *ways.lengths, *stays), limits.most // HOURS)
    return Steps(unit, limits.most // unit)


def of_stretch(limits: Limits) -> Steps:
    """Steps of the time without a break."""
    if not limits.stretch:
        return Steps(ENDLESS, 0)
    unit = max(limits.stretch // (STRETCH if limits.most else STRETCH_ALONE), 1)
    return Steps(unit, limits.stretch // unit)
