"""Allocating a conference: prices, seats, swaps, then fairness, and what is known of the result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.recommendations.seats.days import Marks, Numbers, best_days
from services.recommendations.seats.demand import Demand
from services.recommendations.seats.fairness import Lifting, Spread, shares, spread
from services.recommendations.seats.prices import Priced, find
from services.recommendations.seats.settling import fill, settle
from services.recommendations.seats.steadiness import Approaching

LITTLE = 0.25
"""Who has less than this part of the median share has little."""
Told = Callable[[str, float], None]
"""What is being done, and which part of that is done."""


@dataclass(frozen=True, slots=True)
class Aims:
    """How good it has to be; all but the numbers of steps are parts of the bound."""

    steps: int = 200
    """How many prices are tried, at most."""
    rounds: int = 60
    """How many rounds of swaps are made, at most."""
    enough: float = 0.0005
    """An allocation as near to the bound as this is not improved any more."""
    stable: float = 0.0046
    """One that keeps what people have already need only be as near as this."""
    welcome: float = 0.0048
    """That newcomers are not left with little may cost until it is this far from the bound."""
    fair: float = 0.0035
    """Fairness may cost until it is this far from the bound."""
    nearby: float = 0.02
    """Further from the bound than this, what people have is not improved but made anew."""
    kept: float = 0.1
    """A session somebody has already counts this much more, so that it is not taken for little."""
    steady: tuple[float, ...] = (10.0, 3.0, 1.0, 0.3)
    """How much more at first, one after the other, until the whole is near enough."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who gets a seat where, and what is known of it."""

    chosen: Marks
    value: float
    bound: float
    """No allocation is worth more."""
    spread: Spread
    without_fairness: Spread
    cost_of_fairness: float
    """Points."""
    changed: int
    """People who have another day than before, of those who had one."""
    prices: Numbers

    @property
    def lost(self) -> float:
        """At most this part of what is possible."""
        return 1 - self.value / self.bound if self.bound else 0.0


def allocate(demand: Demand, told: Told = lambda _what, _part: None, aims: Aims | None = None) -> Allocation:
    """The seats of a whole conference. The same inputs give the same seats."""
    aims = aims or Aims()
    alone = best_days(demand.order, demand.worth).totals
    kept = demand.worth * demand.held * aims.kept
    having = best_days(demand.order, demand.worth * demand.held).chosen
    present = fill(demand, demand.worth, having)
    priced = find(demand, demand.value(present), aims.steps, aims.enough, lambda done, of: told("prices", done / of))
    anew = not demand.held.any() or demand.value(present) < priced.bound * (1 - aims.nearby)
    if anew:
        settled = fill(demand, demand.worth + kept, settle(demand, demand.worth + kept, priced.prices))
        efficient = _swapped(demand, settled, (aims.kept, 0.0), priced, aims, told)
    else:
        efficient = _swapped(demand, having, (*aims.steady, aims.kept, 0.0), priced, aims, told)
    lifting = Lifting(
        demand, alone, efficient, kept, priced.prices, priced.bound * (1 - (aims.fair if anew else aims.welcome))
    )
    begins = _left_with_little(demand, alone, efficient) | anew
    chosen = lifting.lift(begins, lambda part: told("fairness", part))
    had = demand.held.any(axis=0)
    return Allocation(
        chosen=chosen,
        value=demand.value(chosen),
        bound=priced.bound,
        spread=spread(shares(demand, alone, chosen), alone),
        without_fairness=spread(shares(demand, alone, efficient), alone),
        cost_of_fairness=demand.value(efficient) - demand.value(chosen),
        changed=int((chosen != demand.held).any(axis=0)[had].sum()),
        prices=priced.prices,
    )


def _left_with_little(demand: Demand, alone: Numbers, chosen: Marks) -> Marks:
    """Newcomers and those who lost something, where they have less than half of what others have.

    Who was lifted once, or was not, stays so: otherwise every run would move people for ever smaller gains.
    """
    worse = (demand.worth * chosen).sum(axis=0) < (demand.worth * demand.held).sum(axis=0)
    share = shares(demand, alone, chosen)
    little: Marks = (worse | ~demand.held.any(axis=0)) & (share < LITTLE * spread(share, alone).median)
    return little


def _swapped(demand: Demand, present: Marks, counts: Sequence[float], priced: Priced, aims: Aims, told: Told) -> Marks:
    """Near enough to the bound, by swaps."""
    wanted = priced.bound * (1 - (aims.stable if demand.held.any() else aims.enough))
    approaching = Approaching(demand, priced.prices, wanted, aims.rounds, lambda part: told("swaps", part))
    return approaching.improve(present, counts)
