"""A part that is ready when a path of its HTTP server answers 200: each service, and the mail sink."""

import http.client
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.local.children import Child
from deploy.local.part import Part
from deploy.local.ports import LOOPBACK, free_port


class HttpServer(Part):
    """Any command that serves HTTP on a port of the loopback interface."""

    stopped_within = 20  # a service drains what it has begun

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        *,
        port: int,
        log: Path,
        ready_path: str = "/readyz",
    ) -> None:
        super().__init__(name, Child(command, log, environment))
        self.port = port
        self._ready_path = ready_path

    @property
    def url(self) -> str:
        """Base URL, without a slash at the end."""
        return f"http://{LOOPBACK}:{self.port}"

    def ready(self) -> bool:
        """Alive and answering 200. One that finds its port taken ends, so an answer is its own."""
        return self.running and status(self.port, self._ready_path) == 200


class MailSink(HttpServer):
    """The mail sink, keeping its mails in `directory`."""

    def __init__(
        self,
        directory: Path,
        *,
        http_port: int | None = None,
        smtp_port: int | None = None,
        log: Path | None = None,
    ) -> None:
        self.smtp_port = smtp_port or free_port()
        http_port = http_port or free_port()
        environment = {
            "MAIL_SINK_HOST": LOOPBACK,
            "MAIL_SINK_HTTP_PORT": str(http_port),
            "MAIL_SINK_SMTP_PORT": str(self.smtp_port),
            "MAIL_SINK_DIR": str(directory.resolve()),
        }
        super().__init__(
            "mail",
            [sys.executable, "-m", "deploy.mail_sink"],
            environment,
            port=http_port,
            log=log or directory / "mail.log",
            ready_path="/livez",
        )

    @property
    def smtp_url(self) -> str:
        """For SMTP_URL."""
        return f"smtp://{LOOPBACK}:{self.smtp_port}"


def status(port: int, path: str) -> int | None:
    """The status a GET is answered with, or None when there is no answer within 2 s."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
