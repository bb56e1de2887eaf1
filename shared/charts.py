"""Where the parts of a bar are: widths in percent, so that it fits a phone and a wall."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, in percent."""

    name: str
    number: int
    x: float
    width: float


def segments(numbers: Mapping[str, int], whole: int | None = None) -> list[Segment]:
    """The parts of a bar side by side; those of nothing are left out. `whole`: what the bar's full width stands for."""
    total = max(whole or 0, sum(numbers.values()))
    found: list[Segment] = []
    x = 0.0
    for name, number in numbers.items():
        if number:
            width = 100 * number / total
            found.append(Segment(name, number, round(x, 3), round(width, 3)))
            x += width
    return found


def share(number: int, whole: int) -> float:
    """In percent; of nothing it is nothing."""
    return round(100 * number / whole, 2) if whole else 0.0
