"""What everybody wants, and how many seats there are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.recommendations.seats.days import Marks, Numbers, Order


@dataclass(frozen=True, slots=True)
class Demand:
    """A conference to be allocated: rows are sessions in order of start, columns are people.

    `worth` is what each session is worth to each of them, in points; 0 where they cannot or do not want to be there.
    `seats` says how many there are in each session, `held` who has one already.
    """

    order: Order
    worth: Numbers
    seats: Numbers
    held: Marks

    @classmethod
    def of(cls, order: Order, worth: Numbers, capacity: Sequence[int | None], held: Marks | None = None) -> "Demand":
        """Where there is no limit everybody has a seat. Raises ValueError on what is not an instance.

        Where more people have a seat than there are now, none of them has to go, and nobody else gets in.
        """
        if worth.ndim != 2 or len(capacity) != worth.shape[0] or len(order.settled) != worth.shape[0]:
            raise ValueError("there must be a row of worth and a capacity for each session")
        if not np.isfinite(worth).all() or (worth < 0).any():
            raise ValueError("what a session is worth is a number and not negative")
        people = worth.shape[1]
        held = np.zeros(worth.shape, dtype=bool) if held is None else held & (worth > 0)
        seats = np.array([people if each is None else min(each, people) for each in capacity], dtype=np.float64)
        having = held.sum(axis=1)
        wanted = np.where((having > seats)[:, None] & ~held, 0.0, worth)
        return cls(order, wanted, np.maximum(seats, having), held)

    def thinned(self, step: int) -> "Demand":
        """One person in `step`, and as many seats for them in proportion: prices there are near those of the whole."""
        some = slice(None, None, step)
        share = self.worth[:, some].shape[1] / max(1, self.worth.shape[1])
        return Demand(self.order, self.worth[:, some], self.seats * share, self.held[:, some])

    def value(self, chosen: Marks) -> float:
        """What that is worth to all together, in points."""
        return float(np.sum(self.worth, where=chosen))
