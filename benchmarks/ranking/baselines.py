"""What ours is compared with: three rankers as anybody would write them, on the same texts.

All read title and text in lower case, as words of two letters or digits and more, without the small words of English,
and stem them (Snowball, English). A document that shares no word with the question has no score.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log, sqrt

import snowballstemmer

from benchmarks.ranking.collections_on_disk import Document
from benchmarks.ranking.small_words import SMALL_WORDS

Scores = dict[str, float]
Asked = Callable[[str], Scores]
"""A question becomes scores by document."""

K1, B = 1.5, 0.75
_WORD = re.compile(r"[a-z0-9]{2,}")
_stemmer = snowballstemmer.stemmer("english")


def bm25(documents: Sequence[Document]) -> Asked:
    """Okapi BM25, a word of the question counting as often as it is there."""
    counts = {document.id: _counted(document.whole) for document in documents}
    average = sum(counted.total() for counted in counts.values()) / len(counts) or 1.0
    postings = _postings(counts)
    worth: dict[str, Scores] = {}
    for word, held in postings.items():
        rarity = log(1 + (len(counts) - len(held) + 0.5) / (len(held) + 0.5))
        worth[word] = {
            id: rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * counts[id].total() / average))
            for id, times in held.items()
        }
    return lambda question: _summed(worth, _counted(question))


def tfidf(documents: Sequence[Document]) -> Asked:
    """The cosine of the two vectors of times x rarity."""
    counts = {document.id: _counted(document.whole) for document in documents}
    postings = _postings(counts)
    rarity = {word: log((1 + len(counts)) / (1 + len(held))) + 1 for word, held in postings.items()}
    lengths = {
        id: sqrt(sum((times * rarity[word]) ** 2 for word, times in counted.items())) for id, counted in counts.items()
    }
    worth = {
        word: {id: times * rarity[word] / lengths[id] for id, times in held.items()} for word, held in postings.items()
    }

    def asked(question: str) -> Scores:
        # The length of the question is the same for every document.
        return _summed(worth, {word: times * rarity.get(word, 0.0) for word, times in _counted(question).items()})

    return asked


def keyword(documents: Sequence[Document]) -> Asked:
    """How many words of the question are in the document."""
    postings = _postings({document.id: _counted(document.whole) for document in documents})
    worth = {word: dict.fromkeys(held, 1.0) for word, held in postings.items()}
    return lambda question: _summed(worth, dict.fromkeys(_counted(question), 1.0))


def _postings(counts: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    postings: dict[str, dict[str, int]] = defaultdict(dict)
    for id, counted in counts.items():
        for word, times in counted.items():
            postings[word][id] = times
    return postings


def _summed(worth: dict[str, Scores], wanted: "Counter[str] | dict[str, float]") -> Scores:
    totals: Scores = defaultdict(float)
    for word, weight in wanted.items():
        for id, each in worth.get(word, {}).items():
            totals[id] += weight * each
    return totals


def _counted(text: str) -> Counter[str]:
    words = _WORD.findall(text.lower())
    return Counter(_stem(word) for word in words if word not in SMALL_WORDS)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    stemmed: str = _stemmer.stemWord(word)
    return stemmed
