"""Where somebody may stand after the day, as the sessions they were in suggest. They decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.recommendations.attendance.presence import Hours, Stay


@dataclass(frozen=True, slots=True)
class Touched:
    """An ingredient some session they were in is about. `stood`: where they said they were, None if they did not."""

    ingredient: str
    stood: int | None
    proposed: int
    sessions: int


def attended(stays: Iterable[Stay], sessions: Mapping[str, Hours]) -> tuple[str, ...]:
    """The sessions they were in for half of it or more, in order of time."""
    seconds: dict[str, int] = {}
    for stay in stays:
        seconds[stay.guid] = seconds.get(stay.guid, 0) + stay.seconds
    return tuple(guid for guid, spent in seconds.items() if guid in sessions and 2 * spent >= _length(sessions[guid]))


def touched(leads: Iterable[Mapping[str, int]], stood: Mapping[str, int]) -> tuple[Touched, ...]:
    """For each ingredient of these sessions, where they may stand now. `leads`: the step each session leads to.

    A session takes somebody one step, the one after where they are: from 1, sessions that lead to 2 and to 3 lead to 3,
    one that leads to 3 alone leaves them where they were. Nobody falls back. Who said nothing starts at the lowest.
    """
    led: dict[str, list[int]] = {}
    for session in leads:
        for ingredient, step in session.items():
            led.setdefault(ingredient, []).append(step)
    return tuple(
        Touched(ingredient, stood.get(ingredient), _reached(stood.get(ingredient), steps), len(steps))
        for ingredient, steps in sorted(led.items())
    )


def _reached(stood: int | None, steps: list[int]) -> int:
    place = min(steps) if stood is None else stood
    while place + 1 in steps:
        place += 1
    return place


def _length(hours: Hours) -> float:
    return (hours.end - hours.start).total_seconds()
