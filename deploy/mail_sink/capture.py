"""The SMTP side: every mail is accepted, written and indexed; none is passed on."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.mail_sink.folder import MailFolder

NAME = "mail-sink"
LARGEST_MAIL = 10 * 1024 * 1024


class Capture:
    """What the SMTP server calls for each mail."""

    def __init__(self, folder: MailFolder) -> None:
        self._folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Answer 250 once the file is written. The write is done here: a thread would cost more than it."""
        content = envelope.content
        data = content if isinstance(content, bytes) else (content or "").encode()
        try:
            mail = self._folder.keep(data, envelope.mail_from or "", envelope.rcpt_tos)
        except OSError:
            return "451 4.3.0 The mail could not be written"
        return f"250 2.0.0 Kept as {mail.id}"


class BulkSMTP(SMTP):
    """aiosmtpd's server, reading a mail in large pieces.

    The original awaits every line, which is most of its cost: read this way a mail of 250 lines takes less
    than half the processor time, and the sink shares the machine with the services that are being measured.
    """

    # The stream's own limit comes from this: a piece may be as long as a mail.
    line_length_limit = LARGEST_MAIL

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        """The DATA command (RFC 5321, 4.1.1.4)."""
        if await self.check_helo_needed():
            return
        if self.envelope is None or not self.envelope.rcpt_tos:
            await self.push("503 Error: need RCPT command")
            return
        if arg:
            await self.push("501 Syntax: DATA")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        received = await self._read_until_lone_dot()
        if received is None:
            self._forget_mail()
            await self.push("552 Error: Too much mail data")
            return
        self.envelope.content = self.envelope.original_content = received
        status = await self._call_handler_hook("DATA")
        self._forget_mail()
        await self.push(status)

    def _forget_mail(self) -> None:
        self._set_post_data_state()  # type: ignore[no-untyped-call]

    async def _read_until_lone_dot(self) -> bytes | None:
        """The mail without its dot-stuffing (RFC 5321, 4.5.2), or None when it was too large."""
        received = bytearray()
        too_large = False
        while True:
            try:
                received += await self._reader.readuntil(b".\r\n")
            except asyncio.LimitOverrunError as overrun:
                received += await self._reader.read(overrun.consumed)
            if received == b".\r\n" or received.endswith(b"\r\n.\r\n"):
                break
            if len(received) > LARGEST_MAIL:
                # Drained to the end all the same: the answer belongs after the last byte.
                too_large = True
                del received[:-5]
        if too_large:
            return None
        del received[-3:]
        if received.startswith(b"."):
            del received[:1]
        return bytes(received.replace(b"\r\n.", b"\r\n"))


async def listen(folder: MailFolder, host: str, port: int) -> asyncio.Server:
    """An SMTP server on the running loop."""
    capture = Capture(folder)
    loop = asyncio.get_running_loop()

    def connection() -> SMTP:
        return BulkSMTP(
            capture,
            hostname=NAME,
            ident=NAME,
            enable_SMTPUTF8=True,
            data_size_limit=LARGEST_MAIL,
            loop=loop,
        )

    return await loop.create_server(connection, host, port)
