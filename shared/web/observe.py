"""Every request: a span, a count by route, headers that keep pages safe."""

import time

from opentelemetry.trace import SpanKind
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.telemetry import metrics
from shared.telemetry.traces import span

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DOCS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)
_QUIET = frozenset({"/livez", "/readyz", "/metrics"})


class Observe:
    """The outermost ASGI layer of every service."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["path"] in _QUIET:
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500
        policy = DOCS_POLICY if scope["path"].startswith("/docs") else PAGE_POLICY

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", policy)
                headers["x-content-type-options"] = "nosniff"
                # Signed links stay out of other sites' logs.
                headers["referrer-policy"] = "no-referrer"
            await send(message)

        traceparent = Headers(scope=scope).get("traceparent")
        with span(f"{scope['method']} request", traceparent, SpanKind.SERVER) as current:
            try:
                await self._app(scope, receive, observed)
            finally:
                route = getattr(scope.get("route"), "path", "other")
                current.update_name(f"{scope['method']} {route}")
                metrics.REQUESTS.labels(scope["method"], route, str(status)).inc()
                metrics.LATENCY.labels(scope["method"], route).observe(time.perf_counter() - started)
