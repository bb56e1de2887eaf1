"""How shares of one's own best day are distributed."""

import numpy as np

from services.recommendations.seats.fairness import Spread, spread


def test_shares_are_counted_in_tenths():
    share = np.array([0.0, 0.09, 0.3, 0.3, 0.75, 0.9, 0.99, 1.0, 1.0 + 1e-12, 1.0])

    found = spread(share, np.array([1.0] * 9 + [0.0]))

    # The last one could have nothing, and is not counted.
    assert found == Spread(least=0.0, p5=0.0, median=0.75, below=4, tenths=(2, 0, 0, 2, 0, 0, 0, 1, 0, 4))


def test_nobody_is_far_below_nobody():
    assert spread(np.array([]), np.array([])) == Spread(1.0, 1.0, 1.0, 0, (0,) * 10)
