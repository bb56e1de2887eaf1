"""A stand-in for a service: answers /readyz on HTTP_PORT, and writes what it was told to a file.

The file is in STAND_IN_FOLDER. On SIGTERM it adds whether the bus and the database still answer, since a
service that drains needs them.
"""

import json
import os
import signal
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit


class Ready(BaseHTTPRequestHandler):
    """200 for everything."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def answers(url: str) -> bool:
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=1).close()
    except OSError:
        return False
    return True


def main() -> None:
    name = sys.argv[1]
    notes = Path(os.environ["STAND_IN_FOLDER"]) / f"{name}.json"
    told = {key: value for key, value in os.environ.items() if key.isupper()}

    def stop(number: int, frame: FrameType | None) -> None:
        drained = answers(told["NATS_URL"]) and answers(told["MONGO_URL"])
        notes.write_text(json.dumps(told | {"drained": drained}))
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    notes.write_text(json.dumps(told))
    ThreadingHTTPServer((told["HTTP_HOST"], int(told["HTTP_PORT"])), Ready).serve_forever()


if __name__ == "__main__":
    main()
