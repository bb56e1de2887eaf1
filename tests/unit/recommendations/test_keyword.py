from services.recommendations.domain.keyword import Keyword
from services.recommendations.domain.ranking import Ranker

from .builders import a_session


def test_every_shared_word_counts_the_same() -> None:
    ranker: Ranker = Keyword()
    index = ranker.index(
        [
            a_session("both", title="Grading", abstract="portfolios portfolios"),
            a_session("one", title="Grading", abstract="grading grading"),
            a_session("none", title="Welding"),
        ]
    )
    assert index.scores("grade with a portfolio") == {"both": 1.0, "one": 0.5}
    assert index.matched("grade with a portfolio", "one") == ("grading",)
    assert index.scores("robots") == {}
