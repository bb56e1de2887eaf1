"""SMTP (RFC 5321) over a few connections that stay open, telling apart what certainly failed and what is in doubt."""

import asyncio
import logging
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from services.notifications.domain import Delivery, Doubtful, NotSent, Refused, Sent

log = logging.getLogger(__name__)

TIMEOUT = 15.0
"""Seconds for each step of the conversation; all of them together stay below the lease of a claim."""
_IN_THE_WAY = (SMTPException, OSError, TimeoutError)
_OURS_TO_MEND = frozenset({530, 534, 535, 538})
"""Something is wrong with the password or its way there (RFC 4954, 6), and so not with the mail."""


class SmtpMailer:
    """Hands mails to one relay."""

    def __init__(self, url: str, connections: int) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("SMTP_URL must look like smtp://host:port")
        secure = parts.scheme == "smtps"
        self._options: dict[str, Any] = {
            "hostname": parts.hostname,
            "port": parts.port or (465 if secure else 25),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": secure,
            "start_tls": True if parse_qs(parts.query).get("starttls") == ["1"] else None if not secure else False,
            "timeout": TIMEOUT,
        }
        self._idle: asyncio.LifoQueue[SMTP] = asyncio.LifoQueue()
        for _ in range(connections):
            self._idle.put_nowait(SMTP(**self._options))

    async def send(self, message: EmailMessage) -> Delivery:
        """Hand one mail over. Raises nothing."""
        client = await self._idle.get()
        try:
            delivery = await self._converse(client, message)
        finally:
            self._idle.put_nowait(client)
        return delivery

    async def close(self) -> None:
        """Say goodbye on every connection."""
        while not self._idle.empty():
            client = self._idle.get_nowait()
            if client.is_connected:
                try:
                    await client.quit()
                except _IN_THE_WAY:
                    client.close()

    async def _converse(self, client: SMTP, message: EmailMessage) -> Delivery:
        sender = message["From"].addresses[0].addr_spec
        recipient = message["To"].addresses[0].addr_spec
        for fresh in (False, True):
            try:
                if fresh or not client.is_connected:
                    client.close()
                    # Whatever is wrong here is wrong with the way, and not with the mail.
                    if problem := await _connect(client):
                        return problem
                if not recipient.isascii() and not client.supports_extension("smtputf8"):
                    return Refused("the mail server takes plain ASCII addresses only")
                await client.mail(sender, options=[] if recipient.isascii() else ["SMTPUTF8"])
                await client.rcpt(recipient, encoding="utf-8")
                break
            except SMTPResponseException as answer:
                await self._reset(client)
                return _answered(answer)
            except _IN_THE_WAY as away:
                # A connection that idled too long is closed by the relay: one more try on a new one.
                if fresh:
                    client.close()
                    return _away(away)
        try:
            await client.data(message.as_bytes())
        except SMTPResponseException as answer:
            await self._reset(client)
            return _answered(answer)
        except _IN_THE_WAY as cut:
            client.close()
            return Doubtful(f"cut while sending: {type(cut).__name__}")
        return Sent()

    async def _reset(self, client: SMTP) -> None:
        try:
            await client.rset()
        except _IN_THE_WAY:
            client.close()


async def _connect(client: SMTP) -> NotSent | None:
    try:
        await client.connect()
    except SMTPResponseException as answer:
        client.close()
        return NotSent(f"the mail server lets nobody in ({answer.code})")
    except _IN_THE_WAY as away:
        client.close()
        return _away(away)
    return None


def _away(failure: BaseException) -> NotSent:
    return NotSent(f"the mail server is away: {type(failure).__name__}")


def _answered(answer: SMTPResponseException) -> Delivery:
    # The server's own words may quote the address; the code says enough.
    if answer.code >= 500 and answer.code not in _OURS_TO_MEND:
        return Refused(f"the mail server refused it ({answer.code})")
    return NotSent(f"the mail server wants it later ({answer.code})")
