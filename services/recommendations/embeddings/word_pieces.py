"""Text as the pieces of words a BERT model knows, by their numbers in its vocabulary."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 100
"""In characters; a longer one is unknown, as it was where the model learnt."""
# Han characters stand for words of their own.
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2CEAF), (0x2F800, 0x2FA1F))


class WordPieces:
    """A vocabulary, one piece a line; pieces inside a word begin with `##`."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._begin, self._end = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = self._numbers["[UNK]"]
        # Most words of a programme come again and again.
        self._pieces = lru_cache(maxsize=50_000)(self._pieces_of)

    @classmethod
    def read(cls, path: Path) -> "WordPieces":
        """The vocabulary of a file. Raises OSError."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def numbers(self, text: str, longest: int) -> list[int]:
        """The pieces of a text between the marks of its beginning and end, cut to `longest` in all."""
        numbers = [self._begin]
        for word in _words(text):
            numbers += self._pieces(word)
            if len(numbers) >= longest:
                break
        return [*numbers[: longest - 1], self._end]

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        """The longest piece it begins with, then the longest the rest begins with."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if (number := self._numbers.get(piece)) is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found)


def _words(text: str) -> Iterator[str]:
    """Words and punctuation marks in lower case and without accents."""
    plain = "".join(_plain(character) for character in text)
    bare = "".join(each for each in unicodedata.normalize("NFD", plain) if unicodedata.category(each) != "Mn")
    word = ""
    for character in bare.lower():
        if character == " ":
            if word:
                yield word
            word = ""
        elif _is_mark(character):
            if word:
                yield word
            yield character
            word = ""
        else:
            word += character
    if word:
        yield word


@lru_cache(maxsize=10_000)
def _plain(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if character == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(character).startswith("C"):
        return ""
    if character.isspace():
        return " "
    return f" {character} " if any(first <= ord(character) <= last for first, last in _HAN) else character


@lru_cache(maxsize=10_000)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("P") or character in "$+<=>^`|~"
