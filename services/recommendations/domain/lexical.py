"""Ranking by the words a goal and a session share, whatever each of them is worth."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from services.recommendations.domain.ground import BARE, Ground, by_words
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
    """Of what tells them apart."""
    common: Worth
    """Of what most of them say."""
    guids: frozenset[str]

    def asked(self, text: str) -> dict[str, int]:
        """The stems of the text that tell sessions here apart, and how often it says each: long goals repeat what
        they are about."""
        counted = Counter(stem(word, self.language) for word in words(text))
        return {stemmed: counted[stemmed] for stemmed in stems(text, self.language) if stemmed in self.worth}

    def holders(self, text: str) -> list[Collection[str]]:
        """Who holds each stem of the text, telling or not."""
        return [self.worth.get(each) or self.common.get(each) or () for each in stems(text, self.language)]

    def said(self, text: str, guid: str) -> list[str]:
        """The stems of the text that session shares with most others, as it would be named by them."""
        shared = {each: self.common[each].get(guid, 0.0) for each in stems(text, self.language) if each in self.common}
        return [*telling(shared, self.language)]


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
            shelves[language] = Shelf(language, *_apart(worth, len(shelved)), frozenset(each.guid for each in shelved))
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

    def shares(self, text: str) -> dict[str, float]:
        """What each session that has any of these words is worth beside the one that fits best, by guid."""
        totals = self.points(text)
        best = max(totals.values(), default=1.0)
        return {guid: total / best for guid, total in totals.items()}

    def scores(self, text: str) -> dict[str, float]:
        """How well each session fits the text, by guid: as its share, and never worse than the words most say."""
        shares, ground = self.shares(text), self.ground(text)
        if ground is BARE:
            return shares
        lifted = {guid: ground.lifted(share) for guid, share in shares.items()}
        held = {guid: min(by_words(share), ground.ordinary) for guid, share in self._held(text).items()}
        return {guid: share for guid, share in held.items() if share} | lifted

    def ground(self, text: str) -> Ground:
        """How well all of them together serve the text, as far as words can tell."""
        shelves = self._shelves_that_hold(text)
        asked = sum(len(shelf.holders(text)) * len(shelf.guids) for shelf in shelves)
        found = sum(len(holding) for shelf in shelves for holding in shelf.holders(text))
        ordinary = by_words(found / asked) if asked else 0.0
        if not ordinary:
            return BARE
        return Ground(ordinary, by_words(min(self._held(text).values())))

    def read(self, texts: Sequence[str]) -> None:
        """Nothing needs to be prepared."""

    def matched(self, text: str, guid: str) -> tuple[str, ...]:
        """The words of that session that the text shares, as a sentence repeats them, the most telling first."""
        shelf = self.shelves[self.language[guid]]
        if shelf not in self._shelves_for(text):
            return ()
        worth = {stemmed: shelf.worth[stemmed].get(guid, 0.0) for stemmed in shelf.asked(text)}
        named = [*telling(worth, shelf.language)]
        # What most of them say is named where there is nothing else, or where it is what serves the goal.
        if not named or self.ground(text) is not BARE:
            named += shelf.said(text, guid)
        return tuple(self.forms[guid][stemmed] for stemmed in named)

    def _held(self, text: str) -> dict[str, float]:
        """The share of the words that each session holds, by guid, of the shelves that hold any."""
        shares: dict[str, float] = {}
        for shelf in self._shelves_that_hold(text):
            holders = shelf.holders(text)
            counted = Counter(guid for holding in holders for guid in holding)
            shares |= {guid: counted[guid] / len(holders) for guid in shelf.guids}
        return shares

    def _shelves_that_hold(self, text: str) -> list[Shelf]:
        return [shelf for shelf in self._shelves_for(text) if any(shelf.holders(text))]

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


def _apart(worth: Worth, sessions: int) -> tuple[Worth, Worth]:
    """What tells them apart, and what most of them say."""
    most = max(_FEW, sessions / 2)
    telling_apart = {stemmed: held for stemmed, held in worth.items() if len(held) <= most}
    return telling_apart, {stemmed: held for stemmed, held in worth.items() if len(held) > most}


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
