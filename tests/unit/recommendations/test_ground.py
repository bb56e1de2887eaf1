"""What a session counts where the whole programme is about a goal, by hand."""

import pytest

from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.ground import Ground, by_meaning, by_words
from services.recommendations.domain.keyword import Keyword
from services.recommendations.domain.plan import plan
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.ranking import Ranker
from services.recommendations.domain.wishes import Goal, Wishes

from .builders import DETROIT, a_session

TOPICS = [f"topic{number}" for number in range(20)]
ASSESSMENT = [
    a_session(topic, f"{8 + number // 2:02}:00", title=f"Formative assessment and {topic}", room=f"Room {number % 2}")
    for number, topic in enumerate(TOPICS)
]
RANKERS = pytest.mark.parametrize("ranker", [Bm25(), Keyword()])


def test_how_much_ground_there_is() -> None:
    # Between .6 and 1 of the words, between a likeness of .45 and .75, and never more than .9.
    assert [by_words(share) for share in (0.0, 0.6, 0.8, 0.9, 1.0)] == [0, 0, 0.5, 0.75, 0.9]
    assert [by_meaning(likeness) for likeness in (-0.1, 0.45, 0.6, 0.66, 0.75, 1.0)] == [0, 0, 0.5, 0.7, 0.9, 0.9]


def test_the_order_stays_and_the_best_has_all() -> None:
    ground = Ground(ordinary=0.5, least=0.1)
    assert [ground.lifted(share) for share in (0.0, 0.5, 1.0)] == [0.5, 0.75, 1.0]
    assert [ground.lowered(share) for share in (0.0, 0.5, 1.0)] == [0.1, 0.3, 0.5]


def test_without_it_only_better_ones_have_something() -> None:
    assert [Ground().lifted(share) for share in (0.0, 0.3, 1.0)] == [0.0, 0.3, 1.0]
    assert Ground().lowered(1.0) == 0


@RANKERS
def test_what_all_sessions_say_counts_where_it_is_the_goal(ranker: Ranker) -> None:
    index = ranker.index(ASSESSMENT)
    assert index.scores("formative assessment") == dict.fromkeys(TOPICS, 0.9)
    assert set(index.matched("formative assessment", "topic3")) == {"formative", "assessment"}


@RANKERS
def test_who_says_more_of_it_is_still_the_best(ranker: Ranker) -> None:
    index = ranker.index(ASSESSMENT)
    scores = index.scores("formative assessment of topic7")
    # 41 of 60 words are there: (41 / 60 - .6) / .4 = .208; who has two of three has (2 / 3 - .6) / .4 = .167.
    assert scores == dict.fromkeys(TOPICS, 0.167) | {"topic7": 1.0}
    assert index.matched("formative assessment of topic7", "topic7")[0] == "topic7"
    assert set(index.matched("formative assessment of topic7", "topic7")) == {"topic7", "formative", "assessment"}


@RANKERS
def test_a_word_all_have_is_no_more_than_part_of_another_goal(ranker: Ranker) -> None:
    index = ranker.index(ASSESSMENT)
    # Half of the words, and 21 of 40: that is not what the programme is about.
    assert index.scores("assessment and robots") == {}
    assert index.scores("assessment and topic7") == {"topic7": 1.0}
    # Yet a session may be asked what it says of it, where it says nothing rarer.
    assert index.matched("assessment and topic7", "topic3") == ("assessment",)
    assert index.matched("assessment and topic7", "topic7") == ("topic7",)


def test_another_language_is_not_held_against_it() -> None:
    spanish = [a_session(f"es{number}", title=f"Taller {number}", language="es") for number in range(20)]
    scores = Bm25().index([*ASSESSMENT, *spanish]).scores("assessment")
    assert scores == dict.fromkeys(TOPICS, 0.9)


def test_a_day_about_one_subject_is_full_of_it() -> None:
    programme = Programme.of(ASSESSMENT, DETROIT)
    agenda = plan(programme, Wishes((Goal("formative assessment"),)))
    assert [item.goal for item in agenda.items] == [0] * 10
    assert {item.why for item in agenda.items} == {
        "For your goal “formative assessment”: it speaks of “assessment” and “formative”."
    }
    unrelated = plan(programme, Wishes((Goal("bake bread"),)))
    assert {item.goal for item in unrelated.items} == {None}
