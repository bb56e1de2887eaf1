"""Reading mails that anyone may have written: nothing here fails on a malformed one."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesHeaderParser

# The parsers of the email package raise any of these on headers and bodies that are hostile enough.
MALFORMED = (ValueError, LookupError, AttributeError, TypeError, MessageError)


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers a list of mails shows."""

    subject: str
    sender: str
    to: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is neither the text nor the HTML of the mail."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail taken apart for a page."""

    headers: list[tuple[str, str]]
    text: str | None
    html: str | None
    attachments: list[Attachment]


def read_envelope(head: bytes) -> tuple[str, tuple[str, ...]]:
    """Sender and recipients from the Return-Path and Delivered-To lines in front of a kept mail."""
    sender, recipients = "", []
    for line in head.split(b"\r\n"):
        name, _, value = line.decode("utf-8", "surrogateescape").partition(": ")
        if name == "Return-Path" and not sender:
            sender = value.strip("<>")
        elif name == "Delivered-To":
            recipients.append(value)
        else:
            break
    return sender, tuple(recipients)


def read_headers(head: bytes) -> Headers:
    """The headers of a mail whose first bytes these are."""
    message = BytesHeaderParser(policy=policy.default).parsebytes(head)
    return Headers(
        subject=_header(message, "Subject"),
        sender=_header(message, "From"),
        to=_header(message, "To"),
        message_id=_header(message, "Message-ID"),
    )


def read_mail(content: bytes) -> Mail:
    """A whole mail: every header, the first text and HTML parts, and whatever is attached."""
    message = message_from_bytes(content, policy=policy.default)
    headers = [(name, _header(message, name, index)) for name, index in _numbered(message.keys())]
    text: str | None = None
    html: str | None = None
    attachments: list[Attachment] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        content_type = part.get_content_type()
        attached = part.get_content_disposition() == "attachment"
        if content_type == "text/plain" and text is None and not attached:
            text = _text(part)
        elif content_type == "text/html" and html is None and not attached:
            html = _text(part)
        else:
            name = _filename(part) or f"part-{len(attachments) + 1}"
            attachments.append(Attachment(name, content_type, _bytes(part)))
    return Mail(headers, text, html, attachments)


def _numbered(names: list[str]) -> list[tuple[str, int]]:
    """Each header's name with its place among the headers of that name."""
    seen: dict[str, int] = {}
    numbered = []
    for name in names:
        index = seen.get(name.lower(), 0)
        seen[name.lower()] = index + 1
        numbered.append((name, index))
    return numbered


def _header(message: EmailMessage, name: str, index: int = 0) -> str:
    try:
        values = message.get_all(name, [])
        return _printable(str(values[index])).strip() if index < len(values) else ""
    except MALFORMED:
        raw = [value for key, value in message.raw_items() if key.lower() == name.lower()]
        return _printable(str(raw[index])).strip() if index < len(raw) else ""


def _filename(part: EmailMessage) -> str:
    try:
        return _printable(part.get_filename() or "")
    except MALFORMED:
        return ""


def _bytes(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except MALFORMED:
        payload = None
    return payload if isinstance(payload, bytes) else part.as_bytes()


def _text(part: EmailMessage) -> str:
    try:
        content = part.get_content()
        if isinstance(content, str):
            return _printable(content).replace("\r\n", "\n")
    except MALFORMED:
        pass
    return _bytes(part).decode("utf-8", "replace").replace("\r\n", "\n")


def _printable(text: str) -> str:
    """Bytes that were not UTF-8 come out of the parser as lone surrogates, which no page can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
