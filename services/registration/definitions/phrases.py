"""Phrases as they are looked for in a text: word by word, by stems, with gaps."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from threading import Lock

import snowballstemmer  # it ships no types

LANGUAGES = {"en": "english", "es": "spanish"}
"""The languages definitions are read in, and what their stemmers are called."""

GAP = "…"
"""Up to three words of any kind."""
_LONGEST_GAP = 3

Forms = frozenset[str]
"""The ways a word can be met: by its stem, and whole, behind an equals sign."""
Phrase = tuple[Forms | None, ...]
"""What may stand at each place; None for a gap."""
Phrases = Mapping[str, tuple[Phrase, ...]]
"""What may follow the first word of phrases, by that word."""

_stemmers = {code: snowballstemmer.stemmer(name) for code, name in LANGUAGES.items()}
# A stemmer keeps the word it works on in itself, so that two threads would spoil each other's.
_one_at_a_time = Lock()


def folded(word: str) -> str:
    """Without capitals and accents, which people leave out when they type."""
    plain = unicodedata.normalize("NFKD", word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


def forms(word: str, language: str) -> Forms:
    """The ways a word of a text, already folded, can be met."""
    return frozenset((f"={word}", _stem(word, language)))


def compiled(text: str, language: str) -> Phrases:
    """Phrases written between commas. None starts with a gap."""
    found: dict[str, list[Phrase]] = {}
    for phrase in text.split(","):
        first, *rest = (_place(place, language) for place in phrase.split()) if phrase.strip() else [None]
        for form in first or ():
            found.setdefault(form, []).append(tuple(rest))
    return {form: tuple(rests) for form, rests in found.items()}


def last_words(phrases: Phrases, first: int, words: Sequence[Forms], ends: Sequence[bool]) -> Iterator[int]:
    """For each of the phrases that starts at `first`, the word at which it ends.

    `ends` tells behind which words a sentence ends: no phrase reaches beyond.
    """
    for form in words[first]:
        for rest in phrases.get(form, ()):
            last = _follow(rest, first, words, ends)
            if last is not None:
                yield last


def _follow(rest: Phrase, word: int, words: Sequence[Forms], ends: Sequence[bool]) -> int | None:
    if not rest:
        return word
    gap = rest[0] is None
    place, further = (rest[1], rest[2:]) if gap else (rest[0], rest[1:])
    for following in range(word + 1, min(word + 1 + (_LONGEST_GAP if gap else 0), len(words) - 1) + 1):
        if ends[following - 1]:
            return None
        if place is not None and not place.isdisjoint(words[following]):
            last = _follow(further, following, words, ends)
            if last is not None:
                return last
    return None


def _place(place: str, language: str) -> Forms | None:
    if place == GAP:
        return None
    words = [folded(word) for word in place.split("|")]
    return frozenset(word if word.startswith("=") else _stem(word, language) for word in words)


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    with _one_at_a_time:
        stemmed: str = _stemmers[language].stemWord(word)
    return stemmed
