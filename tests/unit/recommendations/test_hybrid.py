"""Words and meaning together, with a sentence model of three words whose points are known."""

from collections.abc import Sequence

import numpy as np
import pytest

from services.recommendations.domain.encoder import Encoder, Floats
from services.recommendations.domain.hybrid import Hybrid
from services.recommendations.domain.neighbours import Neighbours
from services.recommendations.domain.passages import passages, whole
from services.recommendations.domain.plan import plan
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.ranking import Ranker, Ranking
from services.recommendations.domain.wishes import Goal, Spectrum, Wishes
from services.recommendations.embeddings.remembered import Remembered

from .builders import DETROIT, a_session

IDEAS = {"pace": 0, "speed": 0, "tempo": 0, "grade": 1, "marks": 1, "robot": 2, "machine": 2}
"""Words, and which idea each is about."""


class Ideas:
    """Texts as how much they are about three ideas, and about words of which each is an idea of its own."""

    name = "ideas"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> Floats:
        self.read += texts
        rows = np.full((len(texts), 64), 0.001, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(".", " ").replace(",", " ").split():
                row[IDEAS.get(word, 3 + sum(map(ord, word)) % 61)] += 1
        normal: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return normal


PACE = a_session("pace", title="Pace", abstract="pace pace")
GRADE = a_session("grade", title="Grade", abstract="marks")
ROBOT = a_session("robot", title="Robot")
WELCOME = a_session("welcome", title="Welcome everyone")
SPANISH = a_session("ritmo", title="A mi ritmo", language="es")
SESSIONS = [PACE, GRADE, ROBOT, WELCOME, SPANISH]


def ranking(encoder: Encoder | None = None) -> Ranking:
    ranker: Ranker = Hybrid(encoder or Ideas())
    return ranker.index(SESSIONS)


def test_the_same_idea_in_other_words_is_found() -> None:
    scores = ranking().scores("speed")
    assert max(scores, key=scores.__getitem__) == "pace"
    assert scores["pace"] == 1
    assert "grade" not in scores


def test_only_shared_words_are_named() -> None:
    asked = ranking()
    assert asked.matched("speed", "pace") == ()
    assert asked.matched("a pace of one's own", "pace") == ("pace",)


def test_a_goal_beyond_the_model_is_ranked_by_words_alone() -> None:
    plain = Hybrid(Ideas()).lexical.index(SESSIONS)
    for goal in ("mi ritmo y el de los otros", "ritmo", "quarks"):
        assert ranking().scores(goal) == plain.scores(goal)
    assert ranking().scores("ritmo") == {"ritmo": 1.0}


def test_a_goal_hardly_anything_is_like_has_no_best_session() -> None:
    # Cosine .30: half of the way from .25 to .35.
    class Faint(Ideas):
        def encode(self, texts: Sequence[str]) -> Floats:
            rows = super().encode(texts)
            for row, text in zip(rows, texts, strict=True):
                if text == "speed":
                    row[:] = 0
                    row[0], row[63] = 0.3, np.sqrt(1 - 0.09)
            return rows

    sessions = [PACE, GRADE, ROBOT]
    scores = Hybrid(Faint()).index(sessions).scores("speed")
    assert scores["pace"] == pytest.approx(0.5, abs=0.05)


def test_sessions_of_other_languages_are_not_read_by_the_model() -> None:
    encoder = Ideas()
    texts = Hybrid(encoder).texts(SESSIONS)
    assert not [text for text in texts if "ritmo" in text]
    ranking(encoder)
    assert set(encoder.read) == set(texts)


def test_a_model_of_every_language_reads_everything() -> None:
    class All(Ideas):
        languages: frozenset[str] = frozenset()

    assert "A mi ritmo" in Hybrid(All()).texts(SESSIONS)


def test_no_sessions_and_one_session() -> None:
    assert Hybrid(Ideas()).index([]).scores("speed") == {}
    for goal in ("speed", "pace"):
        assert Hybrid(Ideas()).index([PACE]).scores(goal) == {"pace": 1.0}
    assert Hybrid(Ideas()).index([PACE]).scores("marks") == {}


def test_the_same_question_again_is_not_read_again() -> None:
    encoder = Ideas()
    asked = ranking(encoder)
    first = asked.scores("speed")
    encoder.read.clear()
    assert asked.scores("speed") == first
    assert encoder.read == []


def test_reading_ahead_reads_each_goal_once() -> None:
    encoder = Ideas()
    asked = ranking(Remembered(encoder))
    encoder.read.clear()
    asked.read(["speed", "marks", "speed", "mi ritmo y el de los otros"])
    asked.scores("speed")
    asked.scores("marks")
    assert sorted(encoder.read) == ["marks", "speed"]


def test_a_session_like_good_ones_is_lifted() -> None:
    rows = np.array([[1, 0], [0.98, 0.199], [0, 1]], np.float32)
    near = Neighbours.of(rows)
    means = near.mean(np.array([1, 0, 0], np.float32))
    # The second has the first for a neighbour (cosine .98) and the third (.199): .98³ / (.98³ + .199³) of it.
    assert means[1] == pytest.approx(0.9917, abs=1e-4)
    assert means[0] == 0


def test_where_all_sessions_are_about_a_goal_none_counts_for_nothing() -> None:
    sessions = [
        a_session("pace", title="Pace"),  # likeness 1
        a_session("more", title="Pace welcome"),  # 1 / √2 = .707
        a_session("least", title="Pace welcome stations"),  # 1 / √3 = .577: (.577 - .45) / .3 = .424
    ]
    asked = Hybrid(Ideas()).index(sessions)
    scores = asked.scores("speed")
    assert sorted(scores, key=scores.__getitem__) == ["least", "more", "pace"]
    assert scores["least"] == pytest.approx(0.424, abs=0.01)
    # An ordinary one has .9, the most, for a mean likeness of .76; the second is worse than that and better than .424.
    assert scores["least"] < scores["more"] < 0.9
    assert scores["pace"] == 1
    assert asked.scores("marks") == {}


def test_the_same_words_in_all_sessions_make_all_of_them_good() -> None:
    titles = ["Maths", "Reading", "Art", "Music", "Drama", "Labs"]
    same = [a_session(title, title=title, abstract="marks every grade and robot") for title in titles]
    asked = Hybrid(Ideas()).index(same)
    scores = asked.scores("marks every grade and robot")
    assert set(scores) == set(titles)
    assert min(scores.values()) >= 0.75
    assert set(asked.matched("marks every grade and robot", "Art")) == {"marks", "grade", "robot"}


def test_a_reason_says_that_it_is_the_meaning_beside_the_step() -> None:
    charts = a_session("charts", title="Pace", abstract="pace pace", ingredients={"technology": 4})
    programme = Programme.of([charts, GRADE, ROBOT], DETROIT, Hybrid(Ideas()))
    [item] = plan(programme, Wishes((Goal("speed"),), Spectrum(technology=3))).items
    assert item.why == "For your goal “speed”: it comes close in meaning, and takes you from 3 to 4 on technology."


def test_passages_are_short_and_follow_the_title() -> None:
    long = a_session("long", title="Pacing", abstract=" ".join(["word"] * 100), tags=("maths", "grade 5"))
    assert [len(each.split()) for each in passages(long)] == [46, 46, 11, 4]
    assert passages(long)[-1] == "Pacing. maths, grade 5"
    assert all(each.startswith("Pacing. ") for each in passages(long))
    assert passages(WELCOME) == [whole(WELCOME)] == ["Welcome everyone"]


def test_what_is_remembered_is_bounded() -> None:
    remembered = Remembered(Ideas(), most=2)
    remembered.encode(["pace", "grade", "robot"])
    assert list(remembered.missing(["pace", "grade", "robot"]).values()) == ["pace"]
