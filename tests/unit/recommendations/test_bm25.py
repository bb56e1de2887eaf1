import pytest

from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.ranking import Ranker

from .builders import a_session


def test_is_a_ranker() -> None:
    ranker: Ranker = Bm25()
    assert ranker.index([]).scores("anything") == {}


def test_scores_follow_the_formula() -> None:
    # Lengths 2 and 3, mean 2.5; both words are in one session of two, equally rare, so rarity cancels out.
    # short: 1 x 1.9 / (1 + .9 x (.6 + .4 x 2 / 2.5)) = 1.9 / 1.828 = 1.03939
    # long:  2 x 1.9 / (2 + .9 x (.6 + .4 x 3 / 2.5)) = 3.8 / 2.972 = 1.27860
    index = Bm25(title=1).index(
        [a_session("short", title="apple banana"), a_session("long", abstract="apple cherry cherry")]
    )
    assert index.scores("banana cherry") == {"long": 1.0, "short": pytest.approx(0.81291, abs=1e-5)}


def test_a_rarer_word_says_more() -> None:
    index = Bm25().index(
        [
            a_session("grading", abstract="grading together"),
            a_session("more grading", abstract="grading again"),
            a_session("welding", abstract="welding together"),
        ]
    )
    scores = index.scores("grading and welding")
    assert scores["welding"] == 1.0
    assert 0 < scores["grading"] == scores["more grading"] < 1


def test_the_title_says_more_than_the_abstract() -> None:
    index = Bm25().index(
        [
            a_session("in title", title="Portfolios", abstract="Bring one along"),
            a_session("in abstract", title="Conferences", abstract="Bring portfolios along"),
        ]
    )
    scores = index.scores("portfolio")
    assert scores["in title"] == 1.0 > scores["in abstract"]


def test_sessions_that_share_nothing_are_absent() -> None:
    index = Bm25().index([a_session("a", title="Pacing in practice"), a_session("b", title="Welding")])
    assert index.scores("let my students move at their own pace") == {"a": 1.0}
    assert index.scores("blockchain") == {}
    assert index.scores("") == {}


def test_what_most_sessions_say_tells_none_apart() -> None:
    everywhere = [a_session(f"{number}", title=f"Students and topic{number}") for number in range(20)]
    assert Bm25().index(everywhere).scores("blockchain for students") == {}
    assert Bm25().index(everywhere).scores("students, topic7") == {"7": 1.0}


def test_tags_and_ingredients_are_words_too() -> None:
    index = Bm25().index(
        [
            a_session("a", title="Stations", ingredients={"individual_pacing": 2}),
            a_session("b", title="Welding", tags=("project-work",)),
        ]
    )
    assert index.scores("their own pace") == {"a": 1.0}
    assert index.scores("more projects") == {"b": 1.0}
    assert index.matched("more projects", "b") == ("project",)


def test_a_goal_finds_sessions_in_its_language() -> None:
    index = Bm25().index(
        [
            a_session("en", title="Mi plan: plans with families"),
            a_session("es", title="Un plan con las familias", language="es"),
            a_session("fr", title="Un plan avec les familles", language="fr"),
        ]
    )
    assert set(index.scores("Quiero hacer un plan con la familia")) == {"es", "fr"}
    assert set(index.scores("I want to make a plan with families")) == {"en", "fr"}
    assert set(index.scores("plan")) == {"en", "es", "fr"}
    assert index.matched("I want to make a plan", "es") == ()
    assert index.matched("la familia", "es") == ("familias",)


def test_a_goal_in_a_language_the_programme_does_not_have_searches_it_all() -> None:
    index = Bm25().index([a_session("en", title="A portfolio for all")])
    assert index.scores("Quiero un portfolio") == {"en": 1.0}


def test_matched_words_are_those_of_the_session_the_most_telling_first() -> None:
    sessions = [
        a_session("a", title="Pacing guides", abstract="How pacing and goals meet MTSS plans."),
        a_session("b", title="Goals"),
        a_session("c", title="Goal sheets"),
    ]
    index = Bm25().index(sessions)
    assert index.matched("goals at their own pace with mtss", "a") == ("pacing", "MTSS", "goals")
    assert index.matched("goals at their own pace", "c") == ("goal",)
    assert index.matched("welding", "a") == ()


def test_the_order_of_sessions_makes_no_difference() -> None:
    sessions = [a_session(f"{number}", title=f"Pacing {'goals ' * number}") for number in range(5)]
    goal = "pace and goals"
    assert Bm25().index(sessions).scores(goal) == Bm25().index(sessions[::-1]).scores(goal)
