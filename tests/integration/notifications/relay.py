"""A mail server that answers as it is told to: the ones that refuse, dawdle, hang up and forget."""

import asyncio
import ssl
from collections import defaultdict, deque
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from deploy.local.ports import LOOPBACK, free_port

HANG_UP = "hang up"
"""Instead of an answer."""
GREETING, ENDED = "greeting", "ended"
"""Moments besides the commands: the connection has opened; the mail has come whole."""

_USUAL = {
    GREETING: "220 relay ESMTP",
    "EHLO": "250-relay\r\n250 SMTPUTF8",
    "DATA": "354 go on",
    "QUIT": "221 bye",
    "AUTH": "235 welcome",
}


@dataclass(frozen=True)
class Taken:
    """A mail that came whole, whatever it was answered."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, read."""
        message = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


@dataclass
class Relay:
    """`script[moment]` holds the next answers to a command or moment; when they are used up it behaves."""

    port: int = field(default_factory=free_port)
    tls: ssl.SSLContext | None = None
    script: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._server: asyncio.Server | None = None
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def url(self) -> str:
        """For SMTP_URL."""
        return f"smtp://{LOOPBACK}:{self.port}"

    def answers(self, moment: str, *answers: str) -> None:
        """The next answers at this moment."""
        self.script[moment].extend(answers)

    async def start(self, *, tls: bool = False) -> None:
        """Listen. `tls`: from the first byte."""
        self._server = await asyncio.start_server(self._serve, LOOPBACK, self.port, ssl=self.tls if tls else None)

    async def stop(self) -> None:
        """Be away: no new connections, and the open ones end."""
        if self._server:
            self._server.close()
            await self._server.wait_closed()
            self._server = None
        await self.hang_up()

    async def hang_up(self) -> None:
        """End every connection, as a relay does with those that idle."""
        tasks = list(self._open)
        for writer in self._open.values():
            writer.close()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._open[task] = writer
        self.connections += 1
        try:
            await self._converse(_Line(reader, writer))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side has gone, or this one was told to
        finally:
            writer.close()
            del self._open[task]

    async def _converse(self, line: "_Line") -> None:
        sender = recipient = ""
        if not await self._answer(line, GREETING):
            return
        while command := await line.read():
            self.commands.append(command)
            verb, _, rest = command.partition(" ")
            if verb == "MAIL":
                sender = rest
            if verb == "RCPT":
                recipient = rest
            if verb == "STARTTLS" and self.tls:
                await line.say("220 go ahead")
                await line.secure(self.tls)
                continue
            answer = await self._answer(line, verb)
            if not answer or verb == "QUIT":
                return
            if verb == "DATA" and answer.startswith("354"):
                self.taken.append(Taken(sender, recipient, await line.read_mail()))
                if not await self._answer(line, ENDED):
                    return

    async def _answer(self, line: "_Line", moment: str) -> str:
        answer = self.script[moment].popleft() if self.script[moment] else _USUAL.get(moment, "250 fine")
        if answer == HANG_UP:
            return ""
        await line.say(answer)
        return answer


class _Line:
    """The lines of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self) -> str:
        """A command, empty when the other side has hung up."""
        return (await self._reader.readline()).decode().rstrip("\r\n")

    async def read_mail(self) -> bytes:
        """Up to the lone dot."""
        mail = await self._reader.readuntil(b"\r\n.\r\n")
        return mail.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")

    async def say(self, answer: str) -> None:
        """An answer, of one line or several."""
        self._writer.write(f"{answer}\r\n".encode())
        await self._writer.drain()

    async def secure(self, tls: ssl.SSLContext) -> None:
        """STARTTLS."""
        await self._writer.start_tls(tls)
