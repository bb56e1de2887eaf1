"""`desirepath evaluate`: what is printed of what was measured."""

from typing import Any

import pytest

from deploy.cli.evaluate import show

ANSWER: dict[str, Any] = {
    "conference": "a-conference",
    "people": 15,
    "kept": 2 / 3,
    "planned": None,
    "rankers": {"bm25": {"ndcg@10": 1 / 3, "hit_rate@10": 1.0, "recall@10": None}},
}


def test_of_fewer_than_five_people_no_part_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    show(ANSWER)

    printed = capsys.readouterr().out
    [row] = [[cell.strip() for cell in line.split("│")[1:-1]] for line in printed.splitlines() if "bm25" in line]
    assert row == ["bm25", "0.333", "1.000", "(under 5 people)"]
    assert "Over 15 people: 67% of the sessions on their agendas were attended" in printed
    assert "(under 5 people) of those they attended had been planned." in printed
