"""`python -m deploy.mail_sink`: SMTP and HTTP on one event loop, until SIGTERM or SIGINT."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from pythonjsonlogger.json import JsonFormatter
from starlette.applications import Starlette

from deploy.mail_sink.capture import listen
from deploy.mail_sink.folder import MailFolder
from deploy.mail_sink.settings import Settings
from deploy.mail_sink.web import application


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    _log_as_json()
    folder = MailFolder(settings.dir)

    @asynccontextmanager
    async def smtp(_: Starlette) -> AsyncIterator[None]:
        server = await listen(folder, settings.host, settings.smtp_port)
        logging.getLogger("mail_sink").info(
            "listening",
            extra={"smtp_port": settings.smtp_port, "http_port": settings.http_port, "mails": len(folder)},
        )
        yield
        server.close()

    uvicorn.run(
        application(folder, smtp),
        host=settings.host,
        port=settings.http_port,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
    )


def _log_as_json() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        JsonFormatter(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    # aiosmtpd logs every sender and recipient at INFO: addresses do not belong in logs.
    logging.getLogger("mail.log").setLevel(logging.WARNING)


if __name__ == "__main__":
    main()
