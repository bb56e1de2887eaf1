"""What a part of the benchmark found: rows to compare, targets to meet, and how both become JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a part: what was measured, once a round."""

    name: str
    note: str
    unit: str
    rounds: Sequence[float]
    details: Mapping[str, float] = field(default_factory=dict)
    """Anything worth keeping beside it, by name with its unit, such as `contestant CPU µs`."""

    @property
    def median(self) -> float:
        """The figure to quote."""
        return median(self.rounds)


@dataclass(frozen=True, slots=True)
class Target:
    """What the product wants of itself: `value` must not be below (or above) `bound`."""

    text: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def met(self) -> bool:
        """Whether it is so."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Result:
    """A part as a whole. `reference` names the row the others are set in relation to."""

    part: str
    title: str
    note: str
    rows: Sequence[Row]
    targets: Sequence[Target] = ()
    reference: str | None = None


def write_json(path: Path, machine: Mapping[str, object], results: Sequence[Result]) -> None:
    """Every figure of every round, for tools."""
    document = {"machine": dict(machine), "parts": [_plain(result) for result in results]}
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _plain(result: Result) -> dict[str, object]:
    rows = [{**asdict(row), "median": row.median} for row in result.rows]
    targets = [{**asdict(target), "met": target.met} for target in result.targets]
    return {**asdict(result), "rows": rows, "targets": targets}


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that `share` (0 to 1) of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -int(-share * len(ordered) // 1))
    return ordered[rank - 1]
