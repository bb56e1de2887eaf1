from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.domain.life import ERASED, ERASED_LIFE, Life, Standing, Telling, telling
from shared.contracts.registration import Fact

REGISTERED = Life(1, Standing.TAKES_PART)
CHANGED = Life(2, Standing.TAKES_PART)
CANCELLED = Life(3, Standing.CANCELLED)
AGAIN = Life(4, Standing.TAKES_PART)
LIVES = [REGISTERED, CHANGED, CANCELLED, AGAIN]


@dataclass
class Kept:
    """What is kept of somebody, as the rules have it written."""

    life: Life | None = None
    told: list[Telling] = field(default_factory=list)

    def hear(self, said: Life) -> None:
        if said.overtakes(self.life):
            if tells := telling(self.life, said):
                self.told.append(tells)
            self.life = said


def heard(said: Sequence[Life]) -> Kept:
    kept = Kept()
    for one in said:
        kept.hear(one)
    return kept


def in_any_order(facts: list[Life]) -> st.SearchStrategy[list[Life]]:
    """Every fact at least once, some again, all of it shuffled."""
    return st.lists(st.sampled_from(facts), max_size=12).flatmap(lambda more: st.permutations(facts + more))


@given(in_any_order([*LIVES, ERASED_LIFE]))
def test_whoever_is_erased_stays_erased(said: list[Life]) -> None:
    assert heard(said).life == ERASED_LIFE


@given(in_any_order(LIVES))
def test_the_end_is_the_same_in_any_order(said: list[Life]) -> None:
    assert heard(said).life == AGAIN


@given(in_any_order(LIVES[:3]))
def test_cancelled_is_the_end_while_nothing_follows(said: list[Life]) -> None:
    assert heard(said).life == CANCELLED


@given(st.lists(st.sampled_from([*LIVES, ERASED_LIFE])))
def test_what_is_told_makes_sense_to_whoever_hears_it(said: list[Life]) -> None:
    there = False
    for tells in heard(said).told:
        assert there == (tells is not Telling.READY)
        there = tells is not Telling.CANCELLED


@given(st.lists(st.sampled_from([*LIVES, ERASED_LIFE])))
def test_hearing_something_again_changes_nothing(said: list[Life]) -> None:
    once, twice = heard(said), heard([one for each in said for one in (each, each)])
    assert once == twice


def test_what_is_told_of_a_life_in_order() -> None:
    assert heard(LIVES).told == [Telling.READY, Telling.CHANGED, Telling.CANCELLED, Telling.READY]


def test_who_never_had_an_agenda_is_told_of_none() -> None:
    assert heard([CANCELLED, ERASED_LIFE]).told == []


def test_no_version_is_above_that_of_the_erased() -> None:
    assert Fact(version=ERASED).version == ERASED
    assert not Life(ERASED, Standing.TAKES_PART).overtakes(ERASED_LIFE)
