"""All contestants on one set."""

from collections.abc import Callable, Mapping
from statistics import fmean

from benchmarks.ranking import baselines, ours
from benchmarks.ranking.baselines import Asked, Scores
from benchmarks.ranking.collections_on_disk import Collection
from benchmarks.ranking.measures import measures
from services.recommendations.rankers import Chosen

OURS, REFERENCE = "ours", "bm25"
CONTESTANTS = (OURS, REFERENCE, "tfidf", "keyword")

Told = Callable[[str, int, int], None]
"""What is being done, how much of it is done, how much there is."""


def hold(collection: Collection, chosen: Chosen, told: Told) -> dict[str, dict[str, float]]:
    """The mean of each measure over all questions, by contestant."""
    documents = collection.documents
    ranking = ours.index(chosen, documents, lambda done, of: told("reading documents", done, of))
    contestants: dict[str, Asked] = {
        OURS: ours.asked(ranking),
        REFERENCE: baselines.bm25(documents),
        "tfidf": baselines.tfidf(documents),
        "keyword": baselines.keyword(documents),
    }
    return {name: _asked_all(name, asked, collection, told) for name, asked in contestants.items()}


def _asked_all(name: str, asked: Asked, collection: Collection, told: Told) -> dict[str, float]:
    place = {document.id: position for position, document in enumerate(collection.documents)}
    found = []
    for number, question in enumerate(collection.questions, 1):
        found.append(measures(_order(asked(question.text), place), question.relevant))
        told(f"asking {name}", number, len(collection.questions))
    return {measure: round(fmean(each[measure] for each in found), 4) for measure in found[0]}


def _order(scores: Scores, place: Mapping[str, int]) -> list[str]:
    """The best first; equals in the order of the set, which is the same for all."""
    return sorted(scores, key=lambda id: (-scores[id], place[id]))
