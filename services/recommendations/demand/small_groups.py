"""What may be shown of people together: nothing that tells of fewer than five, alone or beside another figure.

    1. A number of people is shown as the multiple of five it reaches; below five it is hidden, and so is nobody. Two
       figures of one measurement therefore differ by nothing or by five and more, whoever the people between them are.
    2. What is said of a group, such as its words or what a change is worth to it, is said where at least five people
       are in it. A word is shown where at least five of the group used it; a value has two digits.
    3. A measurement is replaced where at least five people came, went or want something else since, or none did.
       Between two measurements lies therefore a group as well, and a newcomer cannot be told from the difference.
    4. What is listed is in an order that follows from what is shown.
    5. Figures are worked out from each other only as they are shown: that a session is too full follows from the
       number shown, not from the one behind it.

What the first rule costs is up to four people in each figure. What it leaves: who keeps more than two measurements can
compare the first with the third, between which there may be fewer than five people, if some came and went again; only
the rounding is in their way.
"""

from collections.abc import Mapping
from math import floor, log10

FEWEST = 5
"""People who are a group."""
_DIGITS = 2
_NEARLY = 6
"""Decimal places in which means of the same people are the same."""

Counted = Mapping[str, str]
"""Who was counted: by participant, which state of what they want."""


def shown(people: int) -> int | None:
    """A number of people as it may be shown; None: fewer than five, perhaps nobody."""
    return people // FEWEST * FEWEST or None


def shown_value(points: float, people: int) -> int | None:
    """What something is worth to that many people together, as it may be shown."""
    if people < FEWEST or points < 1:
        return None
    step: int = 10 ** max(floor(log10(points)) + 1 - _DIGITS, 0)
    return floor(points / step) * step


def shown_share(share: float, people: int) -> float | None:
    """A part of that many people, or the mean of what each has, as it may be shown: in steps of five of them.

    None: fewer than five, perhaps nobody. A mean is taken as the number of people who, with all of it, come to it.
    """
    reached = shown(floor(round(share * people, _NEARLY)))
    return reached / people if reached else None


def changed(before: Counted, now: Counted) -> int:
    """How many people came, went or want something else."""
    return sum(before.get(one) != now.get(one) for one in before.keys() | now.keys())


def may_follow(before: Counted, now: Counted) -> bool:
    """Whether figures of these people may be shown to somebody who has seen those of the ones before."""
    between = changed(before, now)
    return between == 0 or between >= FEWEST
