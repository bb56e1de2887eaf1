"""No request body may be larger than the service means to read."""

from fnmatch import fnmatchcase

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.problems import refuse


class SizeLimit:
    """Refuses with 413 by the declared length, or by the bytes that really come.

    `larger`: path prefix to limit; in it, * is any text.
    """

    def __init__(self, app: ASGIApp, limit: int, larger: dict[str, int]) -> None:
        self._app, self._limit, self._larger = app, limit, larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        larger = (size for path, size in self._larger.items() if fnmatchcase(scope["path"], f"{path}*"))
        limit = next(larger, self._limit)
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > limit:
            await refuse(scope, 413, f"The body is larger than {limit} bytes.")(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(413, f"The body is larger than {limit} bytes.")
            return message

        await self._app(scope, counted, send)
