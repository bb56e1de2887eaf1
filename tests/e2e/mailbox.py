"""Reading the captured mail as its recipient would."""

import email
import email.policy
import time
from email.message import EmailMessage

import httpx

from tests.stack.product import Product


def mails_to(product: Product, address: str, *, count: int, within: float = 60) -> dict[str, EmailMessage]:
    """The first `count` mails to an address, by subject, once they are there; the sink has no event to wait for."""
    return {one["subject"]: _read(product, one["id"]) for one in _listed(product, address, count, within)}


def newest_to(product: Product, address: str, *, count: int, within: float = 60) -> EmailMessage:
    """The last mail to an address, once there are so many. A mail that is asked for again has the same subject."""
    return _read(product, _listed(product, address, count, within)[0]["id"])


def _listed(product: Product, address: str, count: int, within: float) -> list[dict[str, str]]:
    """The newest first."""
    deadline = time.monotonic() + within
    while True:
        found: list[dict[str, str]] = httpx.get(f"{product.mail.url}/messages.json", params={"to": address}).json()
        if len(found) >= count:
            return found
        assert time.monotonic() < deadline, f"{len(found)} of {count} mails after {within} s"
        time.sleep(0.05)


def _read(product: Product, id: str) -> EmailMessage:
    raw = httpx.get(f"{product.mail.url}/messages/{id}.eml").content
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def calendar_of(message: EmailMessage) -> str:
    """The attached calendar."""
    [attached] = [part for part in message.iter_attachments() if part.get_content_type() == "text/calendar"]
    return str(attached.get_content())
