"""Goals are read by many; who wrote one is not. Takes out what tells: name, school, addresses, telephone numbers.

Works by words and is no promise: a goal that describes its writer still does.
"""

import re
import unicodedata

GONE = "…"

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+"  # ana@example.org
    r"|[\w.+-]+\s+[(\[]?at[)\]]?\s+[\w-]+\s+[(\[]?dot[)\]]?\s+\w+"  # ana at example dot org
    r"|(?<!\w)@\w{2,}",  # @ana
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?\d[\d\s()./-]{5,}\d")
_DIGIT = re.compile(r"\d")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-/]\s?(?:(?:19|20)\d\d|\d\d)")
_TWICE = re.compile(rf"{GONE}(?:[\s'’-]*{GONE})+")
_FEWEST_DIGITS = 7


def impersonal(statement: str, name: str, school: str = "") -> str:
    """The statement with what tells who wrote it replaced by an ellipsis.

    A part of the name counts where it is written with a capital (somebody called Will Read still reads at will), the
    whole name or school however it is written; accents and characters nobody sees make no difference.
    """
    parts, names = _words(name), [_words(name), _words(school)]
    folded = _folded(statement)
    if any(part in folded for words in names for part in words):
        statement = _without_names(statement, set(parts), [words for words in names if len(words) > 1])
    # Looked for first: the pattern costs more than all the rest.
    if "@" in statement or "dot" in folded:
        statement = _ADDRESS.sub(GONE, statement)
    return _NUMBER.sub(_without_number, statement) if _DIGIT.search(statement) else statement


def _without_names(statement: str, parts: set[str], names: list[list[str]]) -> str:
    shown = "".join(character for character in statement if unicodedata.category(character) != "Cf")
    words = list(_WORD.finditer(shown))
    plain = [_folded(word[0]) for word in words]
    telling = {at for at, word in enumerate(words) if plain[at] in parts and word[0][0].isupper()}
    for name in names:
        for at in range(len(words) - len(name) + 1):
            if plain[at : at + len(name)] == name:
                telling.update(range(at, at + len(name)))
    if not telling:
        return statement
    for at in sorted(telling, reverse=True):
        shown = shown[: words[at].start()] + GONE + shown[words[at].end() :]
    return _TWICE.sub(GONE, shown)


def _without_number(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    return found[0] if digits < _FEWEST_DIGITS or _YEARS.fullmatch(found[0]) else GONE


def _words(text: str) -> list[str]:
    """What a name is made of: folded, of two letters or more; hyphens and apostrophes part them."""
    return [word for word in _WORD.findall(_folded(text)) if len(word) > 1] if text else []


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if unicodedata.category(letter) not in ("Mn", "Cf"))
