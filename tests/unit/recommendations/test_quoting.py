"""What is repeated to people of the words they share with a session."""

import pytest

from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.quoting import names_in, small, telling

from .builders import a_session

OTHERS = [a_session(str(number), title=title) for number, title in enumerate(("Welding", "Reading aloud", "Budgets"))]


@pytest.mark.parametrize(
    ("word", "said"),
    [("Pacing", "pacing"), ("MTSS", "MTSS"), ("iPad", "iPad"), ("ritmo", "ritmo"), ("Detroit", "Detroit"), ("K", "k")],
)
def test_words_are_small_but_for_names_and_acronyms(word, said):
    assert small(word, frozenset({"Detroit"})) == said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pacing in practice with Canvas", {"Canvas"}),
        ("A walk through Grand Rapids, Michigan", {"Grand", "Rapids", "Michigan"}),
        ("Pacing In Practice", set()),  # large, all of it: nothing tells names apart
        ("Moving Toward Competency for All", set()),
        ("We start small. Students choose.", set()),
        ("Una visita a Ávila con Óscar", {"Ávila", "Óscar"}),
        ("", set()),
    ],
)
def test_names_are_written_large_inside_a_sentence(text, names):
    assert names_in(text, "es" if "visita" in text else "en") == names


def test_a_common_verb_is_named_only_where_there_is_nothing_better():
    assert telling({"move": 3.0, "pace": 2.0}, "en") == ["pace"]
    assert telling({"move": 3.0}, "en") == ["move"]
    assert telling({"mov": 3.0, "ritm": 2.0}, "es") == ["ritm"]
    assert telling({"move": 3.0, "pace": 2.0}, "fr") == ["move", "pace"]


def test_the_rarest_comes_first_and_what_is_worth_nothing_not_at_all():
    assert telling({"grade": 3.0, "portfolio": 9.0, "none": 0.0}, "en") == ["portfolio", "grade"]


def test_a_session_that_moves_is_quoted_for_its_pace():
    index = Bm25().index([a_session("a", title="Moving On: Pace", abstract="They moved at a pace."), *OTHERS])
    assert index.matched("let my students move at their own pace", "a") == ("pace",)
