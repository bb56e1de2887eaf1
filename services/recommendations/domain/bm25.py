"""BM25: a session fits a goal by the words they share, the rarer the better.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). k1 = .9 and
b = .4 are what measured best on collections of short texts.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from services.recommendations.domain.session import Session
from services.recommendations.domain.stop_words import STOP_WORDS
from services.recommendations.domain.words import languages, stem, stems, words

# What more than half of the sessions say tells none of them apart, unless there are but a few.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Bm25:
    """The ranker.

    `k1` says how soon repeating a word stops helping, `b` how much a long text is held against it, `title`
    how many times a word of the title counts.
    """

    k1: float = 0.9
    b: float = 0.4
    title: int = 3

    def index(self, sessions: Sequence[Session]) -> "Bm25Ranking":
        """Read the sessions, each language on a shelf of its own: what is rare differs between them."""
        by_language: dict[str, list[Session]] = defaultdict(list)
        for session in sessions:
            by_language[session.language].append(session)
        return Bm25Ranking(
            {language: _Shelf(language, shelved, self) for language, shelved in by_language.items()},
            {session.guid: session.language for session in sessions},
            {session.guid: _forms(session) for session in sessions},
        )


class _Shelf:
    """The sessions of one language: for each stem, what it is worth in each session that holds it."""

    def __init__(self, language: str, sessions: Sequence[Session], settings: Bm25) -> None:
        counts = {session.guid: _count(session, settings.title) for session in sessions}
        lengths = {guid: counted.total() for guid, counted in counts.items()}
        average = sum(lengths.values()) / len(lengths) or 1.0
        holders = Counter(stemmed for counted in counts.values() for stemmed in counted)
        self.worth: dict[str, dict[str, float]] = defaultdict(dict)
        for guid, counted in counts.items():
            damping = settings.k1 * (1 - settings.b + settings.b * lengths[guid] / average)
            for stemmed, times in counted.items():
                held = holders[stemmed]
                if held > max(_FEW, len(sessions) / 2):
                    continue
                rarity = log(1 + (len(sessions) - held + 0.5) / (held + 0.5))
                self.worth[stemmed][guid] = rarity * times * (settings.k1 + 1) / (times + damping)
        self.worth = dict(self.worth)
        self.language = language

    def asked(self, text: str) -> list[str]:
        """The stems of the text that tell sessions here apart, each once, in order."""
        return [stemmed for stemmed in stems(text, self.language) if stemmed in self.worth]


@dataclass(frozen=True, slots=True)
class Bm25Ranking:
    """A programme indexed for BM25.

    By guid: `language` is the session's, `forms` how each stem is written in it.
    """

    shelves: Mapping[str, _Shelf]
    language: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]

    def scores(self, text: str) -> dict[str, float]:
        """How well each session fits the text, by guid, as a share of the one that fits best."""
        totals: dict[str, float] = {}
        for shelf in self._shelves_for(text):
            for stemmed in shelf.asked(text):
                for guid, worth in shelf.worth[stemmed].items():
                    totals[guid] = totals.get(guid, 0.0) + worth
        best = max(totals.values(), default=1.0)
        return {guid: total / best for guid, total in totals.items()}

    def matched(self, text: str, guid: str) -> tuple[str, ...]:
        """The words of that session that the text shares, as they stand there, the rarest first."""
        shelf = self.shelves[self.language[guid]]
        if shelf not in self._shelves_for(text):
            return ()
        worth = {stemmed: shelf.worth[stemmed].get(guid, 0.0) for stemmed in shelf.asked(text)}
        shared = sorted((stemmed for stemmed in worth if worth[stemmed]), key=lambda each: (-worth[each], each))
        return tuple(self.forms[guid][stemmed] for stemmed in shared)

    def _shelves_for(self, text: str) -> list[_Shelf]:
        """Those in the language of the text, or all where it is too short to tell or none is in it."""
        spoken = languages(text)
        if not any(language in self.shelves for language in spoken):
            return list(self.shelves.values())
        return [
            shelf
            for language, shelf in self.shelves.items()
            if language in spoken or language not in STOP_WORDS  # which no text could be told to be in
        ]


def _texts(session: Session, title: int = 1) -> list[tuple[str, int]]:
    """What is read of a session, and how many times it counts."""
    texts = [(session.title, title), (session.abstract, 1), (" ".join(session.tags), 1)]
    if session.language == "en":
        # The product's own words for what a session is about: goals are full of them, abstracts are not.
        texts.append((" ".join(session.ingredients).replace("_", " "), 1))
    return texts


def _count(session: Session, title: int) -> Counter[str]:
    """How often each stem is in a session, its title counted `title` times."""
    counted: Counter[str] = Counter()
    for text, times in _texts(session, title):
        for word in words(text):
            if stemmed := stem(word, session.language):
                counted[stemmed] += times
    return counted


def _forms(session: Session) -> dict[str, str]:
    """How each stem is written in the session.

    In the title or the abstract rather than elsewhere, and inside a sentence rather than at its beginning.
    """
    forms: dict[str, str] = {}
    (title, _), (abstract, _), *others = _texts(session)
    for text in (f"{title} {abstract}", *(other for other, _ in others)):
        found: dict[str, str] = {}
        for word in words(text):
            stemmed = stem(word, session.language)
            if stemmed and (stemmed not in found or (word.islower() and not found[stemmed].islower())):
                found[stemmed] = word
        forms = found | forms
    return forms
