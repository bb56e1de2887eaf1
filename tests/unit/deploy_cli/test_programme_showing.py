"""What an import came to, in words for people."""

from io import StringIO

import pytest
from rich.console import Console

from deploy.cli.programme_showing import show_counts

COUNTS = {"conference": "a-day", "version": 4, "published": 0, "changed": 0, "cancelled": 0, "unchanged": 3}


@pytest.mark.parametrize(
    ("walks", "dry_run", "told"),
    [
        (0, False, []),
        (2, False, ["walks between rooms: 2 changed; days are made again where it matters"]),
        (1, True, ["walks between rooms: 1 would change; days are made again where it matters"]),
    ],
)
def test_walks_that_change_are_told(walks: int, dry_run: bool, told: list[str]) -> None:
    text = StringIO()

    show_counts({**COUNTS, "walks": walks}, Console(file=text), dry_run=dry_run)

    assert text.getvalue().splitlines()[1:] == told
