"""Text as words: which of them carry meaning, what they have in common, and which language they are."""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer  # it ships no types

from services.recommendations.domain.stop_words import STOP_WORDS

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_ALGORITHMS = {"en": "english", "es": "spanish"}
_stemmers = {code: snowballstemmer.stemmer(name) for code, name in _ALGORITHMS.items()}
# A stemmer keeps the word it works on in itself, so that two threads would spoil each other's.
_one_at_a_time = Lock()


def words(text: str) -> list[str]:
    """The words of a text, as they stand there, in order."""
    return _WORD.findall(unicodedata.normalize("NFC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str | None:
    """What a word has in common with its other forms, or None for one that carries no meaning.

    A language without a stemmer here keeps its words whole.
    """
    lowered = word.casefold()
    if len(lowered) < 2 or lowered in STOP_WORDS.get(language, ()):
        return None
    if language not in _stemmers:
        return lowered
    with _one_at_a_time:
        stemmed: str = _stemmers[language].stemWord(lowered)
    return stemmed


@lru_cache(maxsize=4_096)
def stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of a text, each once, in order."""
    found = dict.fromkeys(stem(word, language) for word in words(text))
    return tuple(stemmed for stemmed in found if stemmed is not None)


@lru_cache(maxsize=4_096)
def languages(text: str) -> tuple[str, ...]:
    """The languages a text seems to be written in: the one most of its small words belong to, or none.

    A text too short to tell gives an empty tuple, one that two languages share gives both.
    """
    lowered = {word.casefold() for word in words(text)}
    shares = {language: len(lowered & small_words) for language, small_words in STOP_WORDS.items()}
    most = max(shares.values())
    return tuple(language for language, share in shares.items() if share == most) if most else ()
