"""What is typed into the search field, as patterns: whatever it holds, it is looked for and never obeyed."""

import re
import unicodedata
from collections import defaultdict

LONGEST = 100
"""Characters."""
_MOST_WORDS = 6
_OFTEN_ACCENTED = frozenset("aeioucn")
_ACCENTS = "[\u0300-\u036f]*"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def search_text(typed: str) -> str:
    """What was typed, on one line and not too long."""
    return " ".join(_UNSEEN.sub(" ", typed).split())[:LONGEST].strip()


def patterns(text: str) -> list[str]:
    """One regular expression for each word. `munoz` finds Muñoz, and `josé` finds Jose."""
    return ["".join(_pattern(letter) for letter in _plain(word)) for word in text.split()[:_MOST_WORDS]]


def _plain(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))


def _variants() -> dict[str, str]:
    """The forms with an accent of letters that often have one; the others stay as they are, which is quicker."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for letter in map(chr, (*range(0x41, 0x7B), *range(0xC0, 0x180))):
        base = _plain(letter).lower()
        if base in _OFTEN_ACCENTED:
            found[base].add(letter.lower())
    return {base: "".join(sorted(letters)) for base, letters in found.items()}


_VARIANTS = _variants()


def _pattern(letter: str) -> str:
    variants = _VARIANTS.get(letter.lower())
    return f"[{variants}]{_ACCENTS}" if variants else re.escape(letter)
