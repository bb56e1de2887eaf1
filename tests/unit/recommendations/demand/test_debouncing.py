"""Demand is measured after much changed, once it is quiet."""

from services.recommendations.demand.debouncing import PATIENCE, Look, due


def people(number: int, more: int = 0) -> dict[str, str]:
    return {f"person {each}": "1/0" for each in range(number)} | {f"newcomer {each}": "1/0" for each in range(more)}


MEASURED = Look(1, people(100))


def test_never_measured_is_measured_as_soon_as_there_is_a_group_and_rest():
    assert not due(None, None, Look(1, people(4)), PATIENCE)
    assert not due(None, Look(1, people(5)), Look(1, people(6)), 1)
    assert due(None, Look(1, people(6)), Look(1, people(6)), 1)


def test_nothing_new_is_not_measured():
    assert not due(MEASURED, MEASURED, MEASURED, PATIENCE)


def test_another_programme_is():
    now = Look(2, people(100))
    assert due(MEASURED, now, now, 1)


def test_another_programme_waits_while_a_small_group_would_show():
    now = Look(2, people(100, 2))
    assert not due(MEASURED, now, now, PATIENCE)


def test_many_wishes_are():
    few, many = Look(1, people(100, 4)), Look(1, people(100, 6))
    assert not due(MEASURED, few, few, PATIENCE)
    assert due(MEASURED, many, many, 1)


def test_without_rest_it_is_measured_after_a_while():
    before, now = Look(1, people(100, 20)), Look(1, people(100, 21))
    assert not due(MEASURED, before, now, PATIENCE - 1)
    assert due(MEASURED, before, now, PATIENCE)
