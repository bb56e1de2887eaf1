"""Ranking by the words a goal and a session share, whatever each of them is worth."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from services.recommendations.domain.quoting import names_in, small, telling
from services.recommendations.domain.session import Session
from services.recommendations.domain.stop_words import STOP_WORDS
from services.recommendations.domain.words import languages, stem, stems, words

# What more than half of the sessions say tells none of them apart, unless there are but a few.
_FEW = 10

Counts = Mapping[str, Counter[str]]
"""How often each stem is in each session, by guid."""
Worth = Mapping[str, Mapping[str, float]]
"""What each stem is worth in each session that holds it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sessions of one language."""

    language: str
    worth: Worth

    def asked(self, text: str) -> dict[str, int]:
        """The stems of the text that tell sessions here apart, and how often it says each: long goals repeat what
        they are about."""
        counted = Counter(stem(word, self.language) for word in words(text))
        return {stemmed: counted[stemmed] for stemmed in stems(text, self.language) if stemmed in self.worth}


@dataclass(frozen=True, slots=True)
class LexicalRanking:
    """A programme indexed by words.

    By guid: `language` is the session's, `forms` how each stem is written in it.
    """

    shelves: Mapping[str, Shelf]
    language: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, sessions: Sequence[Session], weigh: Callable[[Counts], Worth], title: int) -> "LexicalRanking":
        """Read the sessions, each language on a shelf of its own: what is rare differs between them.

        `title` says how many times a word of the title counts.
        """
        by_language: dict[str, list[Session]] = defaultdict(list)
        for session in sessions:
            by_language[session.language].append(session)
        shelves = {}
        for language, shelved in by_language.items():
            worth = weigh({each.guid: _count(each, title) for each in shelved})
            shelves[language] = Shelf(language, _telling(worth, len(shelved)))
        return cls(
            shelves,
            {session.guid: session.language for session in sessions},
            {session.guid: _forms(session) for session in sessions},
        )

    def points(self, text: str) -> dict[str, float]:
        """What the words of the text come to in each session that has any, by guid."""
        totals: dict[str, float] = {}
        for shelf in self._shelves_for(text):
            for stemmed, times in shelf.asked(text).items():
                for guid, worth in shelf.worth[stemmed].items():
                    totals[guid] = totals.get(guid, 0.0) + times * worth
        return totals

    def scores(self, text: str) -> dict[str, float]:
        """How well each session fits the text, by guid, as a share of the one that fits best."""
        totals = self.points(text)
        best = max(totals.values(), default=1.0)
        return {guid: total / best for guid, total in totals.items()}

    def read(self, texts: Sequence[str]) -> None:
        """Nothing needs to be prepared."""

    def matched(self, text: str, guid: str) -> tuple[str, ...]:
        """The words of that session that the text shares, as a sentence repeats them, the most telling first."""
        shelf = self.shelves[self.language[guid]]
        if shelf not in self._shelves_for(text):
            return ()
        worth = {stemmed: shelf.worth[stemmed].get(guid, 0.0) for stemmed in shelf.asked(text)}
        return tuple(self.forms[guid][stemmed] for stemmed in telling(worth, shelf.language))

    def _shelves_for(self, text: str) -> list[Shelf]:
        """Those in the language of the text, or all where it is too short to tell or none is in it."""
        spoken = languages(text)
        if not any(language in self.shelves for language in spoken):
            return list(self.shelves.values())
        return [
            shelf
            for language, shelf in self.shelves.items()
            if language in spoken or language not in STOP_WORDS  # which no text could be told to be in
        ]


def _telling(worth: Worth, sessions: int) -> Worth:
    """Without what most of them say."""
    most = max(_FEW, sessions / 2)
    return {stemmed: held for stemmed, held in worth.items() if len(held) <= most}


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
    names = names_in(title, session.language) | names_in(abstract, session.language)
    return {stemmed: small(form, names) for stemmed, form in forms.items()}
