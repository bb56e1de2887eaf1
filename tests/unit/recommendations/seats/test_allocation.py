"""A whole conference: near the optimum and provably so, no seat twice, nobody in two places, fair and stable."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.recommendations.domain.timetable import Timetable
from services.recommendations.seats.allocation import Aims, Allocation, allocate
from services.recommendations.seats.demand import Demand
from tests.unit.recommendations.builders import DETROIT, a_session
from tests.unit.recommendations.seats.conferences import a_demand, a_timetable, clash, optimum


def one_after_the_other(many: int) -> Timetable:
    """Sessions an hour long that do not clash, in one room."""
    return Timetable.of([a_session(f"s{each}", f"{8 + each:02}:00") for each in range(many)], DETROIT)


def check(timetable: Timetable, demand: Demand, found: Allocation) -> None:
    assert (found.chosen.sum(axis=1) <= demand.seats).all()
    assert not (found.chosen & (demand.worth <= 0)).any()
    for person in range(demand.worth.shape[1]):
        day = [timetable.sessions[row] for row in np.flatnonzero(found.chosen[:, person])]
        assert not any(clash(one, other) for place, other in enumerate(day) for one in day[:place])
    assert found.value == pytest.approx(float((demand.worth * found.chosen).sum()))
    assert found.bound >= found.value


@pytest.mark.parametrize("seed", range(24))
def test_as_good_as_an_exact_solver(seed: int) -> None:
    chance = Random(seed)
    timetable = a_timetable(chance, 10)
    demand = a_demand(chance, timetable, people=24, seats=chance.choice((2, 4, 8)))
    best = optimum(timetable, demand)
    found = allocate(demand)
    check(timetable, demand, found)
    assert found.bound >= best * (1 - 1e-9)
    assert found.value + found.cost_of_fairness >= 0.99 * best
    assert found.value >= 0.985 * best


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    sessions=st.integers(0, 25),
    people=st.integers(0, 60),
    seats=st.integers(1, 30),
    wanted=st.sampled_from((0.05, 0.5, 1.0)),
)
def test_whatever_people_want(seed: int, sessions: int, people: int, seats: int, wanted: float) -> None:
    chance = Random(seed)
    timetable = a_timetable(chance, sessions)
    demand = a_demand(chance, timetable, people, seats, wanted) if sessions else no_session(timetable, people)
    found = allocate(demand)
    check(timetable, demand, found)
    if people >= 40 and sessions >= 10:
        assert found.lost < 0.01


def no_session(timetable: Timetable, people: int) -> Demand:
    return Demand.of(timetable, np.zeros((0, people)), [])


def test_within_half_a_percent_of_the_bound() -> None:
    chance = Random(7)
    timetable = a_timetable(chance, 40, rooms=5)
    found = allocate(a_demand(chance, timetable, people=300, seats=20))
    assert found.lost <= 0.005


def test_the_same_inputs_give_the_same_seats() -> None:
    chance = Random(3)
    demand = a_demand(chance, a_timetable(chance, 20), people=80, seats=8)
    assert (allocate(demand).chosen == allocate(demand).chosen).all()


def test_scarce_seats_go_to_those_who_value_them_most() -> None:
    worth = np.array([[100.0, 300.0, 200.0]])
    found = allocate(Demand.of(one_after_the_other(1), worth, [2]), aims=Aims(fair=0.0))
    assert found.chosen.tolist() == [[False, True, True]]
    assert (found.value, found.bound) == (500, 500)


def test_where_nothing_is_scarce_everybody_has_their_own_best_day() -> None:
    chance = Random(5)
    timetable = a_timetable(chance, 20)
    demand = a_demand(chance, timetable, people=30, seats=30)
    found = allocate(demand)
    assert (found.lost, found.spread.least, found.cost_of_fairness) == (0, 1, 0)


def test_what_is_allocated_again_stays_where_it_is() -> None:
    chance = Random(11)
    timetable = a_timetable(chance, 30, rooms=4)
    demand = a_demand(chance, timetable, people=150, seats=12)
    before = allocate(demand).chosen
    again = allocate(Demand.of(timetable, demand.worth, demand.seats.astype(int).tolist(), before))
    assert (again.chosen == before).all()
    assert again.changed == 0


def test_few_days_change_when_few_people_want_something_else() -> None:
    chance = Random(12)
    timetable = a_timetable(chance, 30, rooms=4)
    demand = a_demand(chance, timetable, people=200, seats=16)
    before = allocate(demand).chosen
    worth = demand.worth.copy()
    worth[:, :4] = demand.worth[:, 100:104]
    second = Demand.of(timetable, worth, demand.seats.astype(int).tolist(), before)
    again = allocate(second)
    assert again.lost <= 0.005
    assert again.changed <= 15
    anew = allocate(Demand.of(timetable, worth, demand.seats.astype(int).tolist()))
    assert again.changed < (anew.chosen != before).any(axis=0).sum()


@pytest.mark.parametrize(("newcomer", "changed"), [(101, 0), (150, 1)])
def test_somebody_gives_way_to_a_newcomer_only_where_that_is_needed(newcomer: float, changed: int) -> None:
    # Three seats, held by those who want them almost as much; or by far less.
    held = np.array([[True, True, True, False]])
    found = allocate(Demand.of(one_after_the_other(1), np.array([[100.0, 100, 100, newcomer]]), [3], held))
    assert found.changed == changed
    assert found.lost <= 0.005


def test_nobody_has_to_leave_a_room_that_became_smaller_and_nobody_else_gets_in() -> None:
    held = np.array([[True, True, False]])
    demand = Demand.of(one_after_the_other(1), np.array([[100.0, 100.0, 900.0]]), [1], held)
    assert allocate(demand).chosen.tolist() == held.tolist()


def test_those_far_below_the_others_are_lifted() -> None:
    # Six people for three seats in each of four hours. The last one values everything a little less.
    worth = np.array([[500.0, 500, 500, 500, 500, 498]] * 4)
    demand = Demand.of(one_after_the_other(4), worth, [3] * 4)
    unfair = allocate(demand, aims=Aims(fair=0.0))
    fair = allocate(demand)
    assert unfair.spread.least == 0
    assert fair.spread.least >= 0.25
    assert fair.cost_of_fairness <= 0.005 * fair.bound


def test_progress_is_told() -> None:
    chance = Random(9)
    told: list[tuple[str, float]] = []
    allocate(
        a_demand(chance, a_timetable(chance, 12), people=40, seats=4), lambda what, part: told.append((what, part))
    )
    assert list(dict.fromkeys(what for what, _ in told)) == ["prices", "swaps", "fairness"]
    assert all(0 <= part <= 1 for _, part in told)


@pytest.mark.parametrize("worth", [[[-1.0]], [[float("nan")]], [[1.0], [2.0]], [1.0]])
def test_what_is_no_demand_is_refused(worth: list) -> None:
    with pytest.raises(ValueError, match="worth"):
        Demand.of(one_after_the_other(1), np.array(worth), [1])
