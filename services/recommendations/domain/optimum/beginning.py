"""The beginning of a day, up to some session."""

from typing import Any, NamedTuple

from services.recommendations.domain.optimum.limits import Candidate


class Visit(NamedTuple):
    """Being in a session."""

    candidate: Candidate
    start: int
    end: int
    worth: int


Beginning = tuple[int, int, int, int, Any, tuple[Candidate, int, int, int] | None]
"""(worth, seconds used, start of the stretch, goals served, the beginning before the last visit, the last visit)."""
NONE: Beginning = (0, 0, 0, 0, None, None)


def keep(found: list[Beginning], new: Beginning) -> bool:
    """Add it unless another is as good in every way, and drop those it is as good as. Whether it is added."""
    worth, used, since, goals = new[:4]
    surpassed = False
    for other in found:
        if other[0] >= worth and other[1] <= used and other[2] >= since and other[3] | goals == other[3]:
            return False
        if other[0] <= worth and other[1] >= used and other[2] <= since and other[3] | goals == goals:
            surpassed = True
    if surpassed:
        found[:] = [
            other
            for other in found
            if other[0] > worth or other[1] < used or other[2] > since or other[3] | goals != goals
        ]
    found.append(new)
    return True


def visits(day: Beginning) -> list[Visit]:
    """What the day consists of, in order of time."""
    found: list[Visit] = []
    step: Beginning | None = day
    while step is not None:
        if step[5] is not None:
            found.append(Visit(*step[5]))
        step = step[4]
    return found[::-1]
