"""From bytes to letters: whatever a program saved."""

from services.recommendations.programme_files.found import Remark, Unreadable

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes, *, otherwise: str | None = None) -> str:
    """The text, without a byte order mark. `otherwise`: the encoding of what is no UTF. Raises Unreadable."""
    if content.startswith((_ZIP, _OLD_EXCEL)):
        raise Unreadable(Remark("", "is a spreadsheet itself, or an archive: save it as CSV UTF-8 and take that file"))
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            if otherwise is None:
                raise
            return content.decode(otherwise)
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        detail = f"holds bytes that are no letters ({wrong.encoding}); save it as UTF-8"
        raise Unreadable(Remark("", detail, line=line)) from wrong
