"""What giving out seats came to, or would: as it is told on the bus, and as it is kept for the organiser's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.recommendations.demand.small_groups import shown
from services.recommendations.programmes import Prepared
from services.recommendations.seats.everybody import Given
from shared.contracts.recommendations import Allocation, Shares


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run. `fact.changed`: people whose day became another one; of a preview, who would have other seats."""

    at: datetime
    fact: Allocation
    tenths: Sequence[int | None]
    """How many people have a share of up to one tenth, two tenths and so on, as it may be shown."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What is known of the runs of a conference."""

    busy: bool = False
    """Somebody is at one."""
    last: Outcome | None = None
    preview: Outcome | None = None
    """What would come of it, worked out since the last one."""


def fact_of(prepared: Prepared, given: Given, changed: int) -> Allocation:
    """In figures that name nobody."""
    found = given.allocation
    shares = found.spread
    return Allocation(
        programme_version=prepared.version,
        people=given.people,
        value=found.value,
        bound=found.bound,
        shares=Shares(least=shares.least, p5=shares.p5, median=shares.median, below=shares.below),
        cost_of_fairness=found.cost_of_fairness,
        changed=changed,
    )


def outcome_of(at: datetime, fact: Allocation, given: Given) -> Outcome:
    """The same, with how shares are distributed."""
    return Outcome(at, fact, tuple(shown(people) for people in given.allocation.spread.tenths))
