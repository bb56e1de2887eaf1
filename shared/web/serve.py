"""Running one service as a process."""

import signal
import sys
from socket import socket

import uvicorn
from fastapi import FastAPI

from shared.collector import relax_collector
from shared.settings import ServiceSettings

DRAIN_SECONDS = 15


class _Server(uvicorn.Server):
    """Tells the application that it is about to end, while there are still requests that only it can end."""

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Let go, then wait for what is at hand."""
        for leave in self.config.app.state.leaving:  # type: ignore[union-attr]  # what `serve` was given
            leave()
        await super().shutdown(sockets)


def serve(app: FastAPI, settings: ServiceSettings) -> None:
    """Serve until SIGTERM or SIGINT, drain, exit: 0, or 1 when the service ended itself."""
    relax_collector()
    server = _Server(
        uvicorn.Config(
            app,
            host=settings.http_host,
            port=settings.http_port,
            log_config=None,
            access_log=False,
            server_header=False,
            # Whom to believe about where a request comes from is a setting of ours.
            proxy_headers=False,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
    )
    for ending in (signal.SIGTERM, signal.SIGINT):
        # When it has drained, uvicorn sends itself the signal again, to end as if it had not been there.
        signal.signal(ending, lambda *_: None)
    server.run()
    sys.exit(1 if app.state.failed or not server.started else 0)
