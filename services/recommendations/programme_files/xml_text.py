"""Text that XML can hold."""

import re
from typing import Any

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def writable(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return _NO_XML.sub("", text)


def tellable(value: Any) -> Any:
    """The same without the code points that are no characters, and that a programme could not tell of in XML."""
    match value:
        case str():
            return value if value.isascii() else _NO_CHARACTER.sub("", value)
        case dict():
            return {tellable(key): tellable(one) for key, one in value.items()}
        case list():
            return [tellable(one) for one in value]
    return value
