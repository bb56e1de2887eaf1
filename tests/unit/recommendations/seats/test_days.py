"""Many best days at once are those of one person at a time."""

from random import Random

import numpy as np
import pytest

from services.recommendations.domain.agenda import best_day
from services.recommendations.seats import days
from services.recommendations.seats.days import best_days
from tests.unit.recommendations.seats.conferences import a_timetable


@pytest.mark.parametrize("seed", range(5))
def test_each_column_is_the_best_day_of_one_person(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "TOGETHER", 7)
    chance = Random(seed)
    timetable = a_timetable(chance, 30)
    worth = np.array([[chance.choice((0, 0, -5, 100, 250, 251)) for _ in range(20)] for _ in range(30)], dtype=float)
    found = best_days(timetable, worth)
    for person in range(20):
        alone = best_day(timetable, worth[:, person].astype(int).tolist())
        assert found.totals[person] == worth[alone, person].sum()
        assert np.flatnonzero(found.chosen[:, person]).tolist() == alone


def test_nobody_and_nothing() -> None:
    timetable = a_timetable(Random(1), 3)
    assert best_days(timetable, np.zeros((3, 0))).totals.size == 0
    assert not best_days(timetable, np.zeros((3, 2))).chosen.any()
    assert best_days(a_timetable(Random(1), 0), np.zeros((0, 2))).totals.tolist() == [0, 0]
