"""The product's own rankers, on sessions made of documents."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from benchmarks.ranking.baselines import Asked
from benchmarks.ranking.collections_on_disk import Document
from services.recommendations.domain.hybrid import Hybrid
from services.recommendations.domain.ranking import Ranking
from services.recommendations.domain.session import Session
from services.recommendations.rankers import Chosen

AT_A_TIME = 64
_START = datetime(2026, 10, 28, 9, tzinfo=UTC)
Progress = Callable[[int, int], None]
"""How many texts are read, and how many there are."""


def sessions_of(documents: Sequence[Document]) -> list[Session]:
    """Sessions with the documents' titles and texts, and nothing else that could help."""
    return [
        Session(
            guid=document.id,
            title=document.title,
            abstract=document.text,
            start=_START,
            end=_START + timedelta(hours=1),
            room="",
            language=document.language,
        )
        for document in documents
    ]


def index(chosen: Chosen, documents: Sequence[Document], progress: Progress) -> Ranking:
    """The documents, ready to be asked about; reading them is what takes long."""
    sessions = sessions_of(documents)
    if isinstance(chosen.ranker, Hybrid) and chosen.remembered:
        texts = list(chosen.remembered.missing(chosen.ranker.texts(sessions)).values())
        # Of like lengths together, which is quicker.
        texts.sort(key=len)
        for start in range(0, len(texts), AT_A_TIME):
            chosen.remembered.read(texts[start : start + AT_A_TIME])
            progress(min(start + AT_A_TIME, len(texts)), len(texts))
    return chosen.ranker.index(sessions)


def asked(ranking: Ranking) -> Asked:
    """The same as a question that becomes scores."""
    return lambda question: dict(ranking.scores(question))
