"""Better allocations by chains: somebody takes a seat, whoever had it takes another one, and so on for a few people.

For each full session it is worked out what it costs, at least, to get one of its seats back: the loss of the holder
who has the best alternative, which may be a seat that is got back in the same way. With these as prices, everybody
looks for a better day; the chains with the highest gain come first, each checked as a whole before it is made.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.recommendations.seats.days import TOGETHER, Marks, Numbers, best_days
from services.recommendations.seats.demand import Demand
from services.recommendations.seats.settling import LEAST

LINKS = 3
"""How many people one after the other may have to move."""
CHEAPEST = 6
"""How many holders of a session are remembered, for when the first of them has moved already."""
ASKED = 32
"""How many holders of a session are asked what they would lose."""
AFRESH = 12
"""After so many rounds it is found out again who is asked."""
MOVED = 16
"""How many people one chain may move at most, with all its branches."""
FAILURES = 200
"""After so many chains in a row that are not worth it, those left to try hope for the same few seats."""
NEVER = 1e15


class Way(NamedTuple):
    """A holder who could give a seat back, and the day they would have instead."""

    person: int
    day: Marks


Ways = dict[int, list[Way]]
"""By session, the cheapest first."""
Moves = dict[int, Marks]
"""The days that the people of a chain would have, by column."""
Told = Callable[[int], bool]
"""Hears before each round how many chains the last one made; answers whether to go on."""


class Swaps:
    """The allocation as it becomes better."""

    def __init__(
        self,
        demand: Demand,
        objective: Numbers,
        chosen: Marks,
        prices: Numbers,
        allows: Callable[[Moves], bool] = lambda _moves: True,
        begins: Marks | None = None,
    ) -> None:
        """`allows` has the last word on each chain; `begins` marks the people who may begin one, all without."""
        self._demand, self._objective, self._prices, self._allows = demand, objective, prices, allows
        self._begins = np.ones(chosen.shape[1], dtype=bool) if begins is None else begins
        self.chosen = chosen.copy()
        self._left = demand.seats - chosen.sum(axis=1)
        self._now = (objective * chosen).sum(axis=0)
        self._asked = self.chosen

    def improve(self, rounds: int, told: Told) -> Marks:
        """Make chains until there are none, or it is told to stop.

        Longer ones only where there is no shorter one left: while somebody can still gain from a seat, giving another
        one up for it seems to cost nothing.
        """
        links, made = 1, 0
        for number in range(rounds):
            if not told(made):
                break
            if number % AFRESH == 0:
                self._asked = self._marginal()
            made = self._round(links)
            links = 1 if made else links + 1
            if links > LINKS:
                break
        return self.chosen

    def _round(self, links: int) -> int:
        cost, ladder = self._costs(links)
        totals, days = best_days(self._demand.order, self._net(cost, np.arange(len(self._now))))
        gain = totals - self._now
        eager = np.flatnonzero((gain > LEAST) & self._begins)
        touched: set[int] = set()
        made = failed = 0
        for person in eager[np.argsort(-gain[eager], kind="stable")]:
            if failed > FAILURES:
                break
            if int(person) not in touched:
                done = self._make(int(person), days[:, person], ladder, touched)
                made, failed = made + done, 0 if done else failed + 1
        return made

    def _net(self, cost: Numbers, people: NDArray[np.int64]) -> Numbers:
        """What sessions are worth to them when those they do not hold cost that much."""
        worth = self._objective[:, people]
        return np.where(self.chosen[:, people], worth, worth - cost[:, None])

    def _costs(self, links: int) -> tuple[Numbers, list[Ways]]:
        """What a seat costs, by session, and for each number of links the ways to get one."""
        full = np.flatnonzero(self._left <= 0)
        cost = np.zeros(len(self._left))
        cost[full] = NEVER
        sessions, holders = np.nonzero(self.chosen[full] & self._asked[full])
        sessions = full[sessions]
        ladder: list[Ways] = []
        for _ in range(links):
            losses, ways = self._alternatives(cost, sessions, holders)
            ladder.append(ways)
            cheaper = cost.copy()
            for session, loss in losses.items():
                cheaper[session] = min(cost[session], max(loss, 0.0))
            if (cheaper == cost).all():
                break
            cost = cheaper
        return cost, ladder

    def _alternatives(
        self, cost: Numbers, sessions: NDArray[np.int64], holders: NDArray[np.int64]
    ) -> tuple[dict[int, float], Ways]:
        """What the cheapest holders of each session lose without it, and the days they have instead."""
        losses = np.empty(len(sessions))
        for start in range(0, len(sessions), TOGETHER):
            some = slice(start, start + TOGETHER)
            losses[some] = self._now[holders[some]] - self._without(cost, sessions[some], holders[some])[0]
        cheapest, firsts = _ranked(sessions, holders, losses, CHEAPEST)
        _, days = self._without(cost, sessions[cheapest], holders[cheapest])
        ways: Ways = {}
        for column, each in enumerate(cheapest):
            ways.setdefault(int(sessions[each]), []).append(Way(int(holders[each]), days[:, column]))
        return {int(sessions[first]): float(losses[first]) for first in firsts}, ways

    def _marginal(self) -> Marks:
        """Those holders of each session who at its price would miss it least: nobody else is worth asking."""
        sessions, holders = np.nonzero(self.chosen)
        net = self._now - self._prices @ self.chosen
        losses = np.empty(len(sessions))
        for start in range(0, len(sessions), TOGETHER):
            some = slice(start, start + TOGETHER)
            worth = self._objective[:, holders[some]] - self._prices[:, None]
            worth[sessions[some], np.arange(len(holders[some]))] = 0
            losses[some] = net[holders[some]] - best_days(self._demand.order, worth).totals
        asked, _ = _ranked(sessions, holders, losses, ASKED)
        marginal = np.zeros(self.chosen.shape, dtype=bool)
        marginal[sessions[asked], holders[asked]] = True
        return marginal

    def _without(self, cost: Numbers, sessions: NDArray[np.int64], holders: NDArray[np.int64]) -> tuple[Numbers, Marks]:
        net = self._net(cost, holders)
        net[sessions, np.arange(len(holders))] = 0
        return best_days(self._demand.order, net)

    def _make(self, person: int, day: Marks, ladder: Sequence[Ways], touched: set[int]) -> bool:
        """Give somebody that day, and those whose seats it takes their alternatives. False if it is not worth it."""
        moves: Moves = {}
        self._clear(person, day, ladder, moves, touched)
        change = sum((new.astype(np.float64) - self.chosen[:, who] for who, new in moves.items()), np.float64(0))
        totals = {who: float(self._objective[new, who].sum()) for who, new in moves.items()}
        gain = sum(total - self._now[who] for who, total in totals.items())
        if gain <= LEAST or (self._left < change).any() or not self._allows(moves):
            return False
        self._left = self._left - change
        for who, new in moves.items():
            self.chosen[:, who], self._now[who] = new, totals[who]
            self._asked[:, who] = True
        touched.update(moves)
        return True

    def _clear(self, person: int, day: Marks, ladder: Sequence[Ways], moves: Moves, touched: set[int]) -> None:
        """Find somebody who leaves, for each full session that this day is new to; it goes without the others."""
        moves[person] = day = day.copy()
        for session in np.flatnonzero(day & ~self.chosen[:, person] & (self._left <= 0)):
            ways = ladder[-1].get(int(session), ()) if ladder else ()
            way = next((each for each in ways if each.person not in touched and each.person not in moves), None)
            if way is None or len(moves) == MOVED:
                day[session] = False
            else:
                self._clear(way.person, way.day, ladder[:-1], moves, touched)


def _ranked(
    sessions: NDArray[np.int64], holders: NDArray[np.int64], losses: Numbers, many: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of the `many` smallest losses of each session, and of the smallest alone."""
    order = np.lexsort((holders, losses, sessions))
    firsts = np.searchsorted(sessions[order], np.unique(sessions))
    rank = np.arange(len(order)) - np.repeat(firsts, np.diff([*firsts, len(order)]))
    return order[rank < many], order[rank == 0]
