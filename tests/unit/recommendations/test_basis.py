from itertools import permutations

import pytest

from services.recommendations.domain.basis import Basis


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        (Basis(1, 0, 1), Basis(1, 0, 1), True),
        (Basis(2, 3, 1), Basis(1, 3, 1), True),
        (Basis(2, 3, 1), Basis(1, 4, 1), False),
        (Basis(1, 0, 2), Basis(preferences=1), False),
        (Basis(1, 1, 2), Basis(preferences=1), True),
    ],
)
def test_what_covers_has_no_part_that_is_older(one, other, covers):
    assert one.covers(other) is covers


def test_writing_only_what_covers_ends_with_the_newest_of_all_in_any_order():
    newest = Basis(2, 2, 2)
    for order in permutations([Basis(2, 1, 1), Basis(1, 2, 1), Basis(1, 1, 2)]):
        there = Basis(1, 1, 1)
        for needed in order:
            if not there.covers(needed):
                # Whoever writes reads all parts first, and reads none older than what is there.
                there = Basis(
                    max(there.participant, needed.participant),
                    max(there.preferences, needed.preferences),
                    max(there.programme, needed.programme),
                )
        assert there == newest
