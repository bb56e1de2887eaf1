"""Prices of seats at which demand comes to what there is, and the bound they prove.

Whatever the prices are, nobody can do better than: everybody takes their best day as if seats cost that much, and the
takings of a full house are added (Lagrangian relaxation). The lowest such sum that is found is the certificate. The
search follows the volume algorithm of Barahona and Anbil (2000): steps against the mean of past demand, of a length
after Polyak, from prices that are good already.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from services.recommendations.seats.days import TOGETHER, Numbers, best_days
from services.recommendations.seats.demand import Demand

STARTS = tuple(np.linspace(0, 1, 11))
"""Shares of the price of the last seat that are tried before the search begins."""
MEMORY = 0.9
"""How much past demand counts in the mean after each step."""
LOST = 5
"""Steps without progress before they become shorter."""
SAMPLE = 1000
"""About how many people are enough to know the prices roughly."""

Told = Callable[[int, int], None]
"""How many steps are done, how many there may be."""


@dataclass(frozen=True, slots=True)
class Priced:
    """Prices by session, and the bound on the value of any allocation that they prove."""

    prices: Numbers
    bound: float


def taken(demand: Demand, prices: Numbers) -> tuple[float, Numbers]:
    """The bound these prices prove, and how many people want each session at them."""
    total, wanted = float(prices @ demand.seats), np.zeros(len(prices))
    for start in range(0, demand.worth.shape[1], TOGETHER):
        days = best_days(demand.order, demand.worth[:, start : start + TOGETHER] - prices[:, None])
        total += float(days.totals.sum())
        wanted += days.chosen.sum(axis=1)
    return total, wanted


def first_prices(demand: Demand) -> Numbers:
    """What the first who gets no seat would have given, were there no other session: the right order of size."""
    people = demand.worth.shape[1]
    prices = np.zeros(len(demand.seats))
    for row, seats in enumerate(demand.seats):
        first_out = people - int(seats) - 1
        if first_out >= 0:
            prices[row] = np.partition(demand.worth[row], first_out)[first_out]
    return min((share * prices for share in STARTS), key=lambda each: taken(demand, each)[0])


def find(demand: Demand, reached: float, steps: int, enough: float, told: Told) -> Priced:
    """Prices for a conference, and the bound. `reached` is the value of an allocation that exists already.

    A large one is tried on a part of the people first, which is quicker by as much.
    """
    step = max(1, demand.worth.shape[1] // SAMPLE)
    few = demand.thinned(step)
    told(0, steps)
    start = first_prices(few)
    if step > 1:
        share = few.worth.shape[1] / demand.worth.shape[1]
        start = search(few, start, reached * share, steps, enough, lambda _done, _of: None).prices
    return search(demand, start, reached, steps, enough, told)


def search(demand: Demand, start: Numbers, reached: float, steps: int, enough: float, told: Told) -> Priced:
    """Better prices than these. `reached` is the value of an allocation that exists already.

    Ends early when the bound is no more than `enough`, a share, above it.
    """
    bound, wanted = taken(demand, start)
    best, mean = Priced(start, bound), wanted
    length, lost = 1.0, 0
    for step in range(steps):
        over = mean - demand.seats
        over[(best.prices <= 0) & (over < 0)] = 0
        square = float(over @ over)
        if best.bound <= reached * (1 + enough) or square < 1e-9 or length < 1e-6:
            break
        stride = length * (best.bound - reached) / square
        prices = _exact(np.maximum(0, best.prices + stride * over))
        bound, wanted = taken(demand, prices)
        mean = MEMORY * mean + (1 - MEMORY) * wanted
        if bound < best.bound:
            lengthen = float((wanted - demand.seats) @ over) >= 0
            best, lost = Priced(prices, bound), 0
            length = min(2.0, length * 1.1) if lengthen else length
        else:
            lost += 1
            if lost >= LOST:
                length, lost = length * 0.66, 0
        told(step + 1, steps)
    return best


def _exact(prices: Numbers) -> Numbers:
    """In steps of 1/1024 of a point: sums of whole points and such prices are exact, and so is what they prove."""
    return np.round(prices * 1024) / 1024
