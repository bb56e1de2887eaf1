import pytest

from shared.bus.verdict import LONGEST_DELAY, delay


@pytest.mark.parametrize(
    ("deliveries", "shortest", "longest"),
    [
        (1, 0.25, 0.75),
        (2, 0.5, 1.5),
        (3, 1.0, 3.0),
        (4, 2.0, 6.0),
        (7, 16.0, 48.0),
        (8, 30.0, 90.0),
        (200, 30.0, 90.0),
        (10**9, 30.0, 90.0),
    ],
)
def test_attempts_come_further_and_further_apart(deliveries, shortest, longest):
    assert delay(deliveries, 0.0) == shortest
    assert delay(deliveries, 1.0) == longest


def test_chance_spreads_them_evenly_around_the_same_middle():
    assert delay(2, 0.5) == 1.0
    assert delay(100, 0.5) == LONGEST_DELAY
