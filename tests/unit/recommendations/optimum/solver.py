"""The best agenda as a mixed-integer programme, for HiGHS: written from what is promised, not from how it is found."""

from collections.abc import Sequence
from itertools import chain, pairwise, permutations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from services.recommendations.domain.optimum.limits import MUST, Candidate, Limits

FAR = 10**6
"""Seconds: more than a day."""
GOAL = 10_000
"""More than any day of the tests is worth by its points."""


class Model:
    """A conference, day by day. Sessions are numbered as they are given."""

    def __init__(self, days: Sequence[Sequence[Candidate]], walking, limits: Limits, goals: Sequence[int] = ()) -> None:
        self.sessions = sessions = list(chain.from_iterable(days))
        self.walking, self.limits, self.goals = walking, limits, goals
        self.worth: list[float] = []
        self.whole: list[int] = []
        self.upper: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.start = min((each.start for each in sessions), default=0)
        self.there = [self._variable(self._points(each)) for each in sessions]
        self.first = [self._variable() for _ in sessions]
        self.into: list[dict[int, float]] = [{one: 1.0} for one in self.first]
        self.out: list[dict[int, float]] = [{self._variable(): 1.0} for _ in sessions]
        self.rested: list[dict[int, float]] = [{one: 1.0} for one in self.first]
        self.late: list[dict[int, float]] = [{} for _ in sessions]
        self.early: list[dict[int, float]] = [{} for _ in sessions]
        self.since = [self._variable(upper=FAR, whole=False) for _ in sessions]
        numbers = iter(range(len(sessions)))
        for day in days:
            of_day = [next(numbers) for _ in day]
            for one, other in permutations(of_day, 2):
                self._way(one, other)
            self._limit(of_day)
        self._cover()

    def _variable(self, worth: float = 0, upper: float = 1, *, whole: bool = True) -> int:
        self.worth.append(worth)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.worth) - 1

    def _points(self, session: Candidate) -> float:
        # The same order of importance in smaller numbers, which a solver with tolerances can tell apart.
        return session.points % MUST + (session.points // MUST) * GOAL * 100 * max(1, len(self.goals))

    def _row(self, what: dict[int, float], low: float, high: float) -> None:
        self.rows.append((what, low, high))

    def _way(self, one: int, other: int) -> None:
        """From the end of one session to the start of the other, or with one of them cut."""
        before, after = self.sessions[one], self.sessions[other]
        walk = int(self.walking[before.room, after.room])
        arrival, leaving = before.end + walk, after.start - walk
        if arrival <= after.start:
            self._connect(one, other, 0, after.start - before.end)
        elif self.limits.in_part:
            if before.cut and 2 * (leaving - before.start) > before.end - before.start:
                way = self._connect(one, other, before.end - leaving, walk, cut=before)
                self.early[one][way] = before.end - leaving
            if after.cut and 2 * (after.end - arrival) > after.end - after.start:
                way = self._connect(one, other, arrival - after.start, walk, cut=after)
                self.late[other][way] = arrival - after.start

    def _connect(self, one: int, other: int, lost: int, apart: int, cut: Candidate | None = None) -> int:
        worth = 0
        if cut:
            length = cut.end - cut.start
            worth = cut.points * (length - lost) // length - cut.points
        way = self._variable(worth)
        self.out[one][way] = self.into[other][way] = 1.0
        if apart >= self.limits.pause:
            self.rested[other][way] = 1.0
        else:
            self._row({self.since[other]: 1, self.since[one]: -1, way: FAR}, -np.inf, FAR)
        return way

    def _limit(self, day: Sequence[int]) -> None:
        spent: dict[int, float] = {}
        for number in day:
            session = self.sessions[number]
            there, late, early = self.there[number], self.late[number], self.early[number]
            self._row(self.into[number] | {there: -1.0}, 0, 0)
            self._row(self.out[number] | {there: -1.0}, 0, 0)
            self._row(dict.fromkeys([*late, *early], 1.0), 0, 1)
            spent |= {there: session.end - session.start} | {way: -lost for way, lost in (late | early).items()}
            if self.limits.stretch is None:
                continue
            begins = session.start - self.start
            arrives = {way: -lost for way, lost in late.items()}
            self._row({self.since[number]: 1.0} | arrives, -np.inf, begins)
            ends = session.end - self.start
            allowed = {way: -float(FAR) for way in self.rested[number]} | {there: float(FAR), self.since[number]: -1.0}
            self._row(
                _sum(allowed, {way: -lost for way, lost in early.items()}), -np.inf, self.limits.stretch + FAR - ends
            )
        self._row({self.first[number]: 1.0 for number in day}, 0, 1)
        if self.limits.most is not None:
            self._row(spent, 0, self.limits.most)

    def _cover(self) -> None:
        for rank, goal in enumerate(self.goals):
            served = self._variable(
                GOAL * (2 ** len(self.goals) + 2 ** (len(self.goals) - 1 - rank)) / 2 ** len(self.goals)
            )
            serving = {there: -1.0 for there, each in zip(self.there, self.sessions, strict=True) if each.goals & goal}
            self._row({served: 1.0} | serving, -np.inf, 0)


def _sum(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    return {key: one.get(key, 0.0) + other.get(key, 0.0) for key in one | other}


def solve(models: Sequence[Model]) -> list[float]:
    """What the best day of each is worth, all found in one go."""
    offsets = np.cumsum([0] + [len(each.worth) for each in models])
    entries = [
        (row, offset + variable, factor)
        for row, (offset, (what, _, _)) in enumerate(
            (offset, row) for offset, model in zip(offsets, models, strict=False) for row in model.rows
        )
        for variable, factor in what.items()
    ]
    rows, columns, factors = zip(*entries, strict=True)
    limits = [(low, high) for model in models for _, low, high in model.rows]
    matrix = csr_array((factors, (rows, columns)), shape=(len(limits), offsets[-1]))
    worth = np.concatenate([each.worth for each in models])
    found = milp(
        -worth,
        integrality=np.concatenate([each.whole for each in models]),
        bounds=Bounds(0, np.concatenate([each.upper for each in models])),
        constraints=LinearConstraint(matrix, *zip(*limits, strict=True)),
        options={"mip_rel_gap": 0.0},
    )
    assert found.success, found.message
    gained = np.where(np.concatenate([each.whole for each in models]), found.x.round(), found.x) * worth
    return [float(gained[start:end].sum()) for start, end in pairwise(offsets)]
