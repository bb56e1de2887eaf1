"""What somebody's own definition of personalised learning speaks of, out of its four ingredients: rules only.

It marks words rather than judging them: a page shows people what was found in what they wrote, and they see at once
where it is wrong. So it is built to be seen through: phrases, the stems of their words, and what denies them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from services.registration.definitions.phrases import LANGUAGES, Phrases, compiled, folded, forms, last_words
from services.registration.definitions.words import DENIALS, LISTING, PHRASES, STILL, TURNS
from shared.contracts.vocabulary import Ingredient

_LETTER = "(?:[^\\W_]|[\u0300-\u036f])"  # an accent may be a character of its own
_WORD = re.compile(f"{_LETTER}+(?:['\N{RIGHT SINGLE QUOTATION MARK}]{_LETTER}+)*")
_ENDS_SENTENCE = re.compile(r"[.;:!?…()\n—–]")
_DENIED_WORDS = 8
"""How far a denial reaches: "not" in front of a verb says little about what stands at the end of the sentence."""


def _by_language(written: Mapping[str, str]) -> Mapping[str, Phrases]:
    return {code: compiled(written[code], code) for code in LANGUAGES}


_SAYS = {ingredient: _by_language(PHRASES[ingredient].says) for ingredient in Ingredient}
_OTHER = {ingredient: _by_language(PHRASES[ingredient].other) for ingredient in Ingredient}
_WHEN_DENIED = {ingredient: _by_language(PHRASES[ingredient].when_denied) for ingredient in Ingredient}
_DENIALS, _STILL, _TURNS = _by_language(DENIALS), _by_language(STILL), _by_language(TURNS)


class Place(NamedTuple):
    """Characters of a text, from `start` up to `end`."""

    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of text, and the ingredients it speaks of."""

    text: str
    ingredients: tuple[Ingredient, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Where a text speaks of each ingredient; no places where it does not."""

    places: Mapping[Ingredient, tuple[Place, ...]]

    @property
    def mentioned(self) -> tuple[Ingredient, ...]:
        """The ingredients it speaks of."""
        return tuple(ingredient for ingredient in Ingredient if self.places[ingredient])

    @property
    def absent(self) -> tuple[Ingredient, ...]:
        """The others."""
        return tuple(ingredient for ingredient in Ingredient if not self.places[ingredient])

    def pieces(self, text: str) -> list[Piece]:
        """The text cut wherever a mention starts or ends; put together it is the text."""
        inside = [place for places in self.places.values() for place in places]
        cuts = sorted({0, len(text), *(cut for place in inside for cut in place)})
        return [Piece(text[start:end], self._at(start)) for start, end in pairwise(cuts)]

    def _at(self, position: int) -> tuple[Ingredient, ...]:
        return tuple(
            ingredient
            for ingredient in Ingredient
            if any(start <= position < end for start, end in self.places[ingredient])
        )


class _Span(NamedTuple):
    """Words of a text, from the first to the last."""

    first: int
    last: int


def analyse(text: str) -> Analysis:
    """Find what a definition speaks of."""
    reading = _Reading(text)
    return Analysis({ingredient: tuple(reading.places(ingredient)) for ingredient in Ingredient})


class _Reading:
    """A text as words: how each may be written in a phrase, where sentences end, and what is denied."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self._at = [Place(*match.span()) for match in found]
        self._words = [folded(match.group()) for match in found]
        self._forms = {code: [forms(word, code) for word in self._words] for code in LANGUAGES}
        between = [text[one.end : next_one.start] for one, next_one in pairwise(self._at)]
        self._ends = [bool(_ENDS_SENTENCE.search(gap)) for gap in between]
        self._pauses = [end or "," in gap for end, gap in zip(self._ends, between, strict=True)]
        self._denied = self._denials()

    def places(self, ingredient: Ingredient) -> Iterator[Place]:
        """Where it speaks of one ingredient, in order; what overlaps is one place."""
        others = {word for span in self._found(_OTHER[ingredient]) for word in range(span.first, span.last + 1)}
        free = [span for span in self._found(_SAYS[ingredient]) if others.isdisjoint((span.first, span.last))]
        denials = [span for span in self._found(_WHEN_DENIED[ingredient]) if self._denied[span.first]]
        for first, last in _joined([*self._affirmed(free), *denials]):
            yield Place(self._at[first].start, self._at[last].end)

    def _affirmed(self, spans: Iterable[_Span]) -> Iterator[_Span]:
        """Those that nothing denies: neither a word before them nor a list they continue."""
        denied_up_to: int | None = None
        for span in _joined(spans):
            listed = denied_up_to is not None and self._lists(denied_up_to, span.first)
            if self._denied[span.first] or listed:
                denied_up_to = span.last
            else:
                yield span

    def _lists(self, before: int, after: int) -> bool:
        """Whether `after` goes on with a list ("apps, screens or tablets") that `before` is in."""
        return not any(self._ends[before:after]) and LISTING.issuperset(self._words[before + 1 : after])

    def _denials(self) -> list[bool]:
        """For each word, whether a denial reaches it."""
        until = {}
        still = {span.first for span in self._found(_STILL)}
        for span in self._found(_DENIALS):
            if span.first not in still:
                until[span.last] = span.last + _DENIED_WORDS
        turns = {span.first for span in self._found(_TURNS)}
        denied, reach = [], -1
        for word in range(len(self._words)):
            if word in turns or (word and self._pauses[word - 1]):
                reach = -1
            denied.append(word <= reach)
            reach = max(reach, until.get(word, -1))
        return denied

    def _found(self, phrases: Mapping[str, Phrases]) -> Iterator[_Span]:
        for language, some in phrases.items():
            words = self._forms[language]
            for first in range(len(words)):
                yield from (_Span(first, last) for last in last_words(some, first, words, self._ends))


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for span in sorted(spans):
        if joined and span.first <= joined[-1].last:
            joined[-1] = _Span(joined[-1].first, max(joined[-1].last, span.last))
        else:
            joined.append(span)
    return joined
