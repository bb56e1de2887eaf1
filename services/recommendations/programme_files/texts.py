"""Text of other systems made fit for sessions: it may become shorter or plainer here, never refused."""

from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from shared.contracts.recommendations import LONGEST_PROSE
from shared.contracts.vocabulary import Line
from shared.forms.text import cut, line, prose

_LANGUAGES = ("en", "de")
"""Which of several wordings of one text is taken, where there is a choice."""


def worded(value: Any) -> str:
    """The words in a value: of a text in several languages one, of a thing its name, of a list all."""
    match value:
        case None | bool():
            return ""
        case str():
            return value
        case int() | float():
            return str(value)
        case dict():
            names = (value[key] for key in ("name", "title", *_LANGUAGES, *sorted(value, key=str)) if value.get(key))
            return worded(next(names, None))
        case list():
            return ", ".join(filter(None, map(worded, value)))
    return ""


def one_line(text: str) -> str:
    """The text without line breaks, and without more than one space anywhere."""
    return " ".join(line(text).split())


def short(value: Any, longest: int) -> str:
    """One line of at most so many characters; empty where there is nothing to read."""
    text = cut(one_line(worded(value)), longest)
    return text if _readable(text) else ""


def long(value: Any) -> str:
    """Paragraphs, as many as a session can hold."""
    return cut(prose(worded(value)), LONGEST_PROSE)


def same_words(one: Any, other: Any) -> bool:
    """Whether nothing but the space around and between words is different; nothing at all is the same as empty."""
    return (one or "") == (other or "") or (
        isinstance(one, str) and isinstance(other, str) and one.split() == other.split()
    )


def whole(value: Any) -> Any:
    """The same with nothing that is no character, such as half of a pair that JSON can name and UTF-8 cannot."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {whole(key): whole(one) for key, one in value.items()}
        case list():
            return [whole(one) for one in value]
    return value


def _readable(text: str) -> bool:
    try:
        _one_line.validate_python(text)
    except ValidationError:
        return False
    return True


_one_line: TypeAdapter[str] = TypeAdapter(Annotated[str, Line(10_000)])
