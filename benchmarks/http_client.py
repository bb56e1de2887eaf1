"""A small HTTP/1.1 client that keeps its connections, because a full one would be the slowest part."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Self, cast


class Connection(asyncio.Protocol):
    """One connection, one request at a time. Answers must have a Content-Length, as those of the services do."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._answer: asyncio.Future[int] | None = None

    @classmethod
    async def to(cls, port: int) -> Self:
        """Connected to a port of this machine."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return connection

    async def send(self, request: bytes) -> int:
        """The status of the answer, once all of it is here. Raises ConnectionError."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionError("the connection is closed")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        """Close it."""
        if self._transport:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """What asyncio calls first."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own is none by descent

    def data_received(self, data: bytes) -> None:
        """What asyncio calls for each piece."""
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or self._answer is None or len(body) < _length(head):
            return
        self._received = b""
        self._answer.set_result(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio names it
        """What asyncio calls last."""
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("the server closed the connection"))


def post(path: str, body: Mapping[str, Any], **headers: str) -> bytes:
    """A POST of JSON, ready to be sent. `headers` with underscores for hyphens."""
    return _request("POST", path, body, headers)


def put(path: str, body: Mapping[str, Any], **headers: str) -> bytes:
    """A PUT of JSON, ready to be sent."""
    return _request("PUT", path, body, headers)


def _request(method: str, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
    content = json.dumps(body).encode()
    lines = [
        f"{method} {path} HTTP/1.1",
        "host: 127.0.0.1",
        "content-type: application/json",
        f"content-length: {len(content)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    raise ConnectionError("an answer without a length")
