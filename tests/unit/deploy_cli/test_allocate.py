"""`desirepath allocate`: what is printed of the lines that come, and what is said where there is no result."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from typer.testing import CliRunner

from deploy.cli import app
from deploy.local.ports import LOOPBACK, free_port

RESULT = {
    "programme_version": 3,
    "people": 312,
    "value": 1173220.0,
    "bound": 1178140.0,
    "shares": {"least": 0.54, "p5": 0.77, "median": 0.91, "below": 8},
    "cost_of_fairness": 1178.14,
    "changed": 41,
}
STEP = {"doing": "prices", "part": 0.5}


class Answers(BaseHTTPRequestHandler):
    """Answers every POST with the same lines, and remembers where it went."""

    lines: ClassVar[list[dict[str, Any]]] = []
    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write("".join(json.dumps(line) + "\n" for line in self.lines).encode())

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def service() -> Iterator[str]:
    server = HTTPServer((LOOPBACK, 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{LOOPBACK}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    Answers.asked.clear()


def allocate(url: str, *arguments: str, lines: list[dict[str, Any]] | None = None) -> Any:
    Answers.lines = [STEP, {"result": RESULT}] if lines is None else lines
    return CliRunner().invoke(app, ["allocate", "a", "--recommendations", url, "--token", "t", *arguments])


def test_a_table_of_what_came_of_it(service):
    done = allocate(service)
    assert done.exit_code == 0
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "people 312" in rows
    assert "lost at most 0.42%" in rows
    assert "cost of fairness 0.10%" in rows
    assert "people whose day changed 41" in rows
    assert Answers.asked == ["/v1/conferences/a/allocations"]


def test_a_dry_run_changes_no_day(service):
    done = allocate(service, "--dry-run")
    assert "whose day changed" not in done.stdout
    assert Answers.asked == ["/v1/conferences/a/allocations?dry_run=true"]


def test_json_is_the_result_alone(service):
    assert json.loads(allocate(service, "--json").stdout) == RESULT


@pytest.mark.parametrize(
    ("lines", "said"),
    [([STEP, {"problem": "Seats are being given out already."}], "being given out already"), ([STEP], "Run it again")],
)
def test_no_result_says_why(service, lines, said):
    done = allocate(service, lines=lines)
    assert done.exit_code == 1
    assert said in done.output


def test_nobody_answers():
    done = allocate(f"http://{LOOPBACK}:{free_port()}")
    assert done.exit_code == 1
    assert "does not answer" in done.output
