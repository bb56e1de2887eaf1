"""Text that was written for a web page, as plain text: other systems keep paragraphs of theirs with their markup."""

import re
from html import unescape

_BREAK = re.compile(r"<(?:br|/p|/li|/div|/h[1-6]|/tr)\b[^<>]{0,200}>\s*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def unmarked(text: str) -> str:
    """The words. What only looks like markup, such as `a < b`, stays."""
    if "<" not in text or not _TAG.search(text):
        return text
    return unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()
