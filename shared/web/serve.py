"""Running one service as a process."""

import signal
import sys

import uvicorn
from fastapi import FastAPI

from shared.collector import relax_collector
from shared.settings import ServiceSettings

DRAIN_SECONDS = 15


def serve(app: FastAPI, settings: ServiceSettings) -> None:
    """Serve until SIGTERM or SIGINT, drain, exit: 0, or 1 when the service ended itself."""
    relax_collector()
    server = uvicorn.Server(
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
