"""The command line against the running product: importing a programme, following what happens."""

import json
import threading

import httpx
import pytest
from typer.testing import CliRunner

from deploy.cli import app
from tests.stack.product import CONFERENCE

PROGRAMME = """
[conference]
slug = "by-command-line"
name = "By command line"
starts_on = 2026-11-05
ends_on = 2026-11-05
zone = "Europe/Berlin"
place = "Kassel"
capacity = 10

[[sessions]]
guid = "one"
title = "One"
start = 2026-11-05T09:00:00
minutes = 30
room = "A"

[[sessions]]
guid = "two"
title = "Two"
start = "2026-11-05T10:00"
minutes = 30
room = "A"
"""


@pytest.fixture
def imports(traced, tmp_path, monkeypatch):
    """Import this text as the organiser: exit code, standard output, standard error."""
    monkeypatch.setenv("REGISTRATION_URL", f"{traced.url('registration')}/")
    monkeypatch.setenv("RECOMMENDATIONS_URL", traced.url("recommendations"))
    monkeypatch.setenv("ORGANISER_TOKEN", traced.credentials.organiser_token)
    monkeypatch.setenv("COLUMNS", "200")

    def run(text: str, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "programme.toml"
        file.write_text(text)
        answer = CliRunner().invoke(app, ["programme", "import", str(file), *options])
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer.exit_code, answer.stdout, answer.stderr

    return run


def test_a_programme_goes_in_once(imports):
    code, out, error = imports(PROGRAMME, "--json")
    assert (code, error) == (0, "")
    assert json.loads(out) == {
        "conference": "by-command-line",
        "version": 1,
        "published": 2,
        "changed": 0,
        "cancelled": 0,
        "unchanged": 0,
        "walks": 0,
        "notes": [],
    }

    code, out, error = imports(PROGRAMME)
    assert (code, out) == (0, "")
    assert error.strip().splitlines()[-1] == (
        "by-command-line: programme version 1 (0 published, 0 changed, 0 cancelled, 2 unchanged)"
    )


def test_a_wrong_token(imports):
    code, out, error = imports(PROGRAMME, "--token", "wrong")
    assert (code, out) == (1, "")
    assert error.strip().splitlines()[-1] == "401 Unauthorized: A valid bearer token is needed."

    code, out, _ = imports(PROGRAMME, "--token", "wrong", "--json")
    assert (code, json.loads(out)["status"]) == (1, 401)


def test_fields_at_fault_are_named(imports):
    misspelt = PROGRAMME.replace('title = "Two"', 'tittle = "Two"').replace("minutes = 30", "minutes = 0", 1)
    at_fault = {("sessions[0].minutes", 15), ("sessions[1].title", 18), ("sessions[1].tittle", 20)}

    code, out, _ = imports(misspelt, "--json")

    told = json.loads(out)
    assert (code, told["status"]) == (1, 422)
    assert {(one["field"], one["line"]) for one in told["errors"]} == at_fault
    code, out, error = imports(misspelt)
    assert (code, out) == (1, "")
    assert all(field in error for field, _ in at_fault)
    assert imports(PROGRAMME.replace("Europe/Berlin", "Europe/Kassel"))[0] == 1


def test_a_conference_nobody_published(imports, monkeypatch):
    monkeypatch.setattr("deploy.cli.programme_sending.UNTIL_KNOWN", 0.5)

    code, _, error = imports('conference = "never-heard-of"\nsessions = []\n')

    assert code == 1
    assert "is not known here; publish the conference first" in error


def test_following_a_signup(traced):
    """Ended by --limit, once the last mail was sent."""
    answers = []
    arguments = ["events", "tail", "--nats", traced.nats.url_for("integrator"), "--conference", CONFERENCE]

    def follow() -> None:
        answers.append(CliRunner().invoke(app, [*arguments, "--from", "2020-01-01", "--type", "message"]))

    before = CliRunner().invoke(app, [*arguments, "--from", "2020-01-01", "--type", "session", "--limit", "60"])
    assert len(before.stdout.splitlines()) == 60
    arguments += ["--limit", str(2 * _signups_so_far(traced) + 2)]
    follower = threading.Thread(target=follow)
    follower.start()
    signup = httpx.post(
        f"{traced.url('registration')}/v1/signups",
        json={"name": "Bo", "email": "bo@example.org", "goals": [{"statement": "listen"}], "conference": CONFERENCE},
    ).json()["id"]
    follower.join(timeout=30)

    (answer,) = answers
    assert answer.exit_code == 0
    last = [json.loads(line) for line in answer.stdout.splitlines()][-2:]
    assert [(event["type"], event["correlationid"]) for event in last] == [("message.sent.v1", signup)] * 2
    assert {event["data"]["template"] for event in last} == {"confirmation", "agenda"}


def _signups_so_far(traced) -> int:
    counts = httpx.get(f"{traced.url('notifications')}/v1/messages").json()
    return sum(one["count"] for one in counts if one["template"] == "confirmation")
