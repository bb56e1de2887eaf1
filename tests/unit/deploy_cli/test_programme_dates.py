"""`desirepath programme import --dates-from-file`: what would be made is shown, and what is asked of whom is seen."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from typer.testing import CliRunner

from deploy.cli import app
from deploy.local.ports import LOOPBACK

NOTE = {"field": "time_zone_name", "detail": "is missing; it is Etc/GMT-1, as all its times end in +01:00"}
FILE = {"title": "New days", "starts_on": "2026-12-27", "ends_on": "2026-12-28", "zone": "Etc/GMT-1"}
SESSION = {"guid": "a", "title": "A talk", "start": "2026-12-27T11:30:00+01:00", "minutes": 60, "room": "Hall"}
COUNTS = {"conference": "new", "version": 1, "published": 1, "changed": 0, "cancelled": 0, "unchanged": 0, "walks": 0}
PREVIEW = {**COUNTS, "sessions": {"published": [SESSION], "changed": [], "cancelled": []}, "notes": [NOTE]}


class Services(BaseHTTPRequestHandler):
    """Registration and recommendations at one address: they know what a test says, and remember what was sent."""

    known: ClassVar[dict[str, Any] | None] = None
    file: ClassVar[dict[str, Any]] = FILE
    refused: ClassVar[bool] = False
    sent: ClassVar[list[tuple[str, dict[str, Any]]]] = []

    def do_GET(self) -> None:
        self._answer(404 if self.known is None else 200, self.known or {})

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.sent.append((self.path, json.loads(body)))
        if self.refused:
            self._answer(422, {"title": "No", "detail": "Nothing.", "errors": [{"field": "sessions", "detail": "no"}]})
        elif "dry_run" in self.path:
            self._answer(200, {**PREVIEW, "file": self.file})
        else:
            self._answer(200, {**COUNTS, "notes": []})

    def _answer(self, status: int, said: dict[str, Any]) -> None:
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer((LOOPBACK, 0), Services)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://{LOOPBACK}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("known", None), ("file", FILE), ("refused", False)):
        monkeypatch.setattr(Services, name, value)
    Services.sent.clear()


def imported(address: str, tmp_path, content: dict[str, Any], *arguments: str) -> tuple[int, str]:
    file = tmp_path / "schedule.json"
    file.write_text(json.dumps(content))
    where = ["--registration", address, "--recommendations", address, "--token", "t"]
    answer = CliRunner().invoke(app, ["programme", "import", str(file), *where, *arguments])
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.output


NEW = ("--conference", "new", "--dates-from-file")
SCHEDULE: dict[str, Any] = {"schedule": {}}
DRY = "/v1/conferences/new/programme?dry_run=true&with_its_days=true"


def test_a_dry_run_shows_what_would_be_made_and_makes_nothing(address, tmp_path):
    code, told = imported(address, tmp_path, SCHEDULE, *NEW, "--dry-run")

    assert code == 0
    days = "2026-12-27 to 2026-12-28 (Etc/GMT-1), closed for signups"
    assert f"new would be made: New days, {days}" in told
    assert "time_zone_name is missing; it is Etc/GMT-1, as all its times end in +01:00" in told
    assert "A talk" in told
    assert [path for path, _ in Services.sent] == [DRY]


def test_the_same_as_json_and_a_zone_alone_is_no_use(address, tmp_path):
    code, told = imported(address, tmp_path, SCHEDULE, *NEW, "--dry-run", "--json", "--zone", "Etc/GMT-1")

    assert (code, json.loads(told)["with_its_days"]["zone"]) == (0, "Etc/GMT-1")
    code, told = imported(address, tmp_path, SCHEDULE, "--conference", "new", "--zone", "Etc/GMT-1")
    assert (code, told) == (1, "--zone is for a conference that --dates-from-file makes\n")


def test_a_new_one_is_made_of_what_the_file_says(address, tmp_path):
    code, told = imported(address, tmp_path, SCHEDULE, *NEW)

    assert code == 0
    assert "it is Etc/GMT-1" in told
    days = {"starts_on": "2026-12-27", "ends_on": "2026-12-28", "zone": "Etc/GMT-1"}
    closed = {"place": "To be announced", "capacity": 1000, "open": False}
    assert Services.sent[1:] == [
        ("/v1/conferences/new", {"slug": "new", "name": "New days", **days, **closed}),
        ("/v1/conferences/new/programme", SCHEDULE),
    ]


def test_a_zone_that_is_given_is_that_of_a_new_one(address, tmp_path, monkeypatch):
    monkeypatch.setattr(Services, "file", {"starts_on": "2026-12-27", "ends_on": "2026-12-28"})

    code, _ = imported(address, tmp_path, SCHEDULE, *NEW, "--zone", "Asia/Kathmandu")

    assert code == 0
    assert Services.sent[0][0] == f"{DRY}&zone=Asia%2FKathmandu"
    assert (Services.sent[1][1]["name"], Services.sent[1][1]["zone"]) == ("new", "Asia/Kathmandu")


def test_a_zone_that_cannot_be_is_refused_before_anything_is_made(address, tmp_path):
    code, told = imported(address, tmp_path, SCHEDULE, *NEW, "--zone", "America/Detroit")

    assert code == 1
    assert "new is on the clock of Etc/GMT-1, so --zone America/Detroit cannot be: leave it out" in told
    assert [path for path, _ in Services.sent] == [DRY + "&zone=America%2FDetroit"]


def test_a_wrong_file_of_our_own_makes_no_conference(address, tmp_path, monkeypatch):
    monkeypatch.setattr(Services, "refused", True)

    code, told = imported(address, tmp_path, {"conference": {"slug": "new"}})

    assert (code, "sessions: no" in told) == (1, True)
    assert [path for path, _ in Services.sent] == ["/v1/conferences/new/programme?dry_run=true"]
