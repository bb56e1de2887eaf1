"""The languages people are spoken to in: which one it is now, and words in it.

Words are written in English where they are used and translated in `locale` folders. Functions need no argument for
the language: whoever answers a request or writes a mail says it once, with `speaking`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from babel import negotiate_locale
from babel.support import NullTranslations

from shared.catalogues import catalogues, translations
from shared.contracts.vocabulary import Language

DEFAULT = Language.ENGLISH
NAMES = {Language.ENGLISH: "English", Language.SPANISH: "Español"}
"""Each in its own words."""

_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?"
)
_LONGEST_HEADER = 1000

_spoken: ContextVar[Language] = ContextVar("language", default=DEFAULT)
_words: dict[Language, NullTranslations] = {language: NullTranslations() for language in Language}


def current_language() -> Language:
    """The language that is spoken now."""
    return _spoken.get()


@contextmanager
def speaking(language: str | None) -> Iterator[Language]:
    """Speak this language meanwhile; the default one if it is none of ours."""
    before = _spoken.set(known_language(language) or DEFAULT)
    try:
        yield _spoken.get()
    finally:
        _spoken.reset(before)


def known_language(code: str | None) -> Language | None:
    """`Language.SPANISH` of `es`; None of a language that is not spoken here."""
    return next((language for language in Language if code and code.lower() == language), None)


def negotiated(accepted: str) -> Language | None:
    """The language of an Accept-Language header (RFC 9110, 12.5.4) that suits best; None if none does."""
    wanted: list[tuple[float, str]] = []
    for part in accepted[:_LONGEST_HEADER].split(","):
        if found := _RANGE.fullmatch(part):
            quality = 1.0 if found[2] is None else float(found[2])
            if quality:
                wanted.append((quality, found[1]))
    wanted.sort(key=lambda one: -one[0])  # among equals, the first stays first
    return known_language(negotiate_locale([tag for _, tag in wanted], [str(one) for one in Language], sep="-"))


def speaks(folder: Path) -> None:
    """Take in the translations of a `locale` folder. Each service does so once, for what it says itself."""
    for language in Language:
        for file in catalogues(folder, language):
            said = translations(file, language)
            before = _words[language]
            _words[language] = before.merge(said) if hasattr(before, "merge") else said


def gettext(message: str) -> str:
    """The message in the language that is spoken now."""
    return _words[_spoken.get()].gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of the message that goes with this number."""
    return _words[_spoken.get()].ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """A message whose words mean different things in different places."""
    return str(_words[_spoken.get()].pgettext(context, message))


def npgettext(context: str, one: str, many: str, number: int) -> str:
    """Both: by number, in one of the places."""
    return str(_words[_spoken.get()].npgettext(context, one, many, number))


def _(message: str, **values: object) -> str:
    """The message with its values: `_("Hello %(name)s", name="Ana")`."""
    return gettext(message) % values if values else gettext(message)


def counting(one: str, many: str, number: int, **values: object) -> str:
    """`counting("%(num)s session", "%(num)s sessions", 3)` is `3 sessions`."""
    return ngettext(one, many, number) % {"num": number, **values}


def N_(message: str) -> str:  # noqa: N802  (gettext's own name, which extraction looks for)
    """Marks a message that is translated where it is shown: with `_`, later."""
    return message


speaks(Path(__file__).parent / "locale")
