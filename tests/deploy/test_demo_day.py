"""The demo programme is one to look forward to, whenever somebody tries the product."""

from datetime import date

import pytest

from deploy.local.demo_day import ahead

PROGRAMME = """
[conference]
name = "Learning Day 2026"
starts_on = 2026-10-28
ends_on = 2026-10-28

[[sessions]]
title = "What 2026 has taught us"
start = "2026-10-28T08:00"
"""


def test_as_it_is_while_it_lies_ahead() -> None:
    assert ahead(PROGRAMME, date(2026, 10, 27)) == PROGRAMME


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 10, 28), "2026-11-11"),  # a Wednesday, as the 28th of October is one
        (date(2026, 10, 29), "2026-11-18"),
        (date(2026, 11, 25), "2026-12-09"),
    ],
)
def test_or_else_on_a_wednesday_in_two_to_three_weeks(today: date, day: str) -> None:
    assert ahead(PROGRAMME, today) == PROGRAMME.replace("2026-10-28", day)


def test_the_name_goes_with_the_year() -> None:
    moved = ahead(PROGRAMME, date(2026, 12, 30))
    assert 'name = "Learning Day 2027"' in moved
    assert "starts_on = 2027-01-13" in moved
    assert "What 2026 has taught us" in moved
