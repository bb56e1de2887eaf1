"""From prices to seats: who wants a session at its price gets in; where too many do, who loses least gives way."""

import numpy as np

from services.recommendations.seats.days import Marks, Numbers, best_days
from services.recommendations.seats.demand import Demand

LEAST = 1e-6
"""A gain below this is a rounding error."""


def settle(demand: Demand, objective: Numbers, prices: Numbers) -> Marks:
    """An allocation near what people want at these prices. It leaves seats empty that `fill` gives away."""
    net = objective - prices[:, None]
    totals, chosen = best_days(demand.order, net)
    while (over := chosen.sum(axis=1) - demand.seats).max(initial=0) > 0:
        row = int(np.argmax(over))
        who = np.flatnonzero(chosen[row])
        without = net[:, who]
        without[row] = 0
        other = best_days(demand.order, without)
        least = np.argsort(totals[who] - other.totals, kind="stable")[: int(over[row])]
        leaving = who[least]
        # They do not come back here, so that this ends.
        net[row, leaving] = 0
        totals[leaving], chosen[:, leaving] = other.totals[least], other.chosen[:, least]
    return chosen


def fill(demand: Demand, objective: Numbers, chosen: Marks) -> Marks:
    """Let people improve their days with seats that are free, who gains most first, until nobody can."""
    chosen = chosen.copy()
    left = demand.seats - chosen.sum(axis=1)
    while True:
        now = (objective * chosen).sum(axis=0)
        better = best_days(demand.order, np.where((left > 0)[:, None] | chosen, objective, 0))
        gain = better.totals - now
        eager = np.flatnonzero(gain > LEAST)
        moved = False
        for person in eager[np.argsort(-gain[eager], kind="stable")]:
            change = better.chosen[:, person].astype(np.float64) - chosen[:, person]
            if (left >= change).all():
                left -= change
                chosen[:, person] = better.chosen[:, person]
                moved = True
        if not moved:
            return chosen
