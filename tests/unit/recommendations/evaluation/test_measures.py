"""Measures, reckoned by hand."""

from math import log2

import pytest

from services.recommendations.evaluation.measures import (
    AgendaQuality,
    RankingQuality,
    Visitor,
    agenda_quality,
    as_shown,
    ndcg,
    ranked,
    ranking_quality,
)

TEN = [f"s{number}" for number in range(10)]


def test_sessions_are_ranked_by_the_goal_they_fit_best():
    assert ranked([{"a": 0.2, "b": 0.9, "d": 0.0}, {"a": 0.95, "c": 0.9}]) == ["a", "b", "c"]
    assert ranked([]) == []


@pytest.mark.parametrize(
    ("attended", "expected"),
    [
        ({"s0"}, 1.0),
        ({"s0", "s1"}, 1.0),
        ({"s1"}, 1 / log2(3)),
        ({"s0", "elsewhere"}, 1 / (1 + 1 / log2(3))),
        ({"elsewhere"}, 0.0),
        (set(), 0.0),
        ({*TEN, "elsewhere"}, 1.0),
    ],
)
def test_gain_counts_less_the_later_it_comes(attended, expected):
    assert ndcg([*TEN, "elsewhere"], attended) == pytest.approx(expected)


def test_the_mean_over_people():
    orders = [(TEN, {"s0"}), (TEN, {"s0", "x"}), (TEN, {"x"}), ([*TEN, "x"], {"x"})]

    found = ranking_quality(orders)

    assert found.ndcg == pytest.approx((1 + 1 / (1 + 1 / log2(3))) / 4)
    assert (found.hit_rate, found.recall) == (0.5, 0.375)


def test_what_is_shown_is_in_steps_of_five_people():
    # Of 15: 14 are told of as 10, 4 not at all; 7.5 people's worth as 5.
    assert as_shown(RankingQuality(14 / 15, 4 / 15, 0.5), 15) == RankingQuality(10 / 15, None, 5 / 15)
    assert as_shown(AgendaQuality(1.0, 0.0), 15) == AgendaQuality(1.0, None)


def test_agendas_and_where_people_went():
    ana = Visitor(("pace",), frozenset("abc"), frozenset("bcd"))
    ben = Visitor(("pace",), frozenset("a"), frozenset("d"))

    assert agenda_quality([ana, ben]) == AgendaQuality(kept=0.5, planned=0.5)
    assert agenda_quality([Visitor((), frozenset(), frozenset())]) == AgendaQuality(0.0, 0.0)
