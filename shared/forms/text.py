"""Text as people and builders write it, made fit for the contracts: nothing here refuses, so no answer is lost."""

import re

_BREAKS = re.compile("[\t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HOSTILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_DEEPEST = 5
"""How far into lists and objects an answer is read; builders need three."""
_MOST = 100
"""Values of one answer."""


def line(text: str) -> str:
    """One line, trimmed, without control characters."""
    return _HOSTILE.sub("", _BREAKS.sub(" ", text)).strip()


def prose(text: str) -> str:
    """Several lines, trimmed, without control characters."""
    return _HOSTILE.sub("", _NEW_LINES.sub("\n", text)).strip()


def cut(text: str, longest: int) -> str:
    """The text, or its beginning and an ellipsis: at most `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def same(text: str) -> str:
    """The form by which two titles or two choices are the same: case and spaces do not matter."""
    return " ".join(line(text).casefold().split())


def texts(value: object, depth: int = 0) -> tuple[str, ...]:
    """The values in an answer, whatever its JSON type: none for nothing, several for a list."""
    if depth > _DEEPEST:
        return ("…",)
    match value:
        case None:
            return ()
        case bool():
            return ("yes" if value else "no",)
        case float() if value.is_integer() and abs(value) < 1e15:
            return (str(int(value)),)
        case int() | float():
            return (str(value),)
        case str():
            return (written,) if (written := prose(value)) else ()
        case list():
            return tuple(text for part in value[:_MOST] for text in texts(part, depth + 1))[:_MOST]
        case dict():
            parts = [text for part in list(value.values())[:_MOST] for text in texts(part, depth + 1)]
            return (", ".join(parts),) if parts else ()
    return (prose(str(value)),)
