"""The folder of a local stack: secrets that stay, one stack at a time, starting over."""

import json
import stat
from pathlib import Path

import pytest

from deploy.local.credentials import Credentials, nats_environment
from deploy.local.private_file import write_private
from deploy.local.state import AlreadyRunningError, State, claimed


def test_secrets_are_made_once_and_are_private(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    first = Credentials.kept_in(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Credentials.kept_in(path) == first
    secrets = [
        first.organiser_token,
        first.organiser_password,
        first.integrator_token,
        first.link_secrets,
        *first.nats_passwords.values(),
    ]
    assert len(secrets) == 9
    assert len(set(secrets)) == 9
    assert all(len(secret) >= 32 and secret[0].isalpha() for secret in secrets)


def test_a_user_added_by_a_newer_version_gets_a_password(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"organiser_token": "kept", "nats_passwords": {"operator": "kept too"}, "old": 1}))
    credentials = Credentials.kept_in(path)
    assert credentials.organiser_token == "kept"
    assert credentials.nats_passwords["operator"] == "kept too"
    assert sorted(credentials.nats_passwords) == [
        "integrator",
        "notifications",
        "operator",
        "recommendations",
        "registration",
    ]


def test_the_names_nats_reads() -> None:
    assert nats_environment({"operator": "x"}) == {"NATS_OPERATOR_PASSWORD": "x"}


def test_a_private_file_that_was_open_to_all_is_not_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["run.json"]


def test_a_second_stack_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        claimed(tmp_path / "state"),
        pytest.raises(AlreadyRunningError, match="already runs"),
        claimed(tmp_path / "state"),
    ):
        pass
    with claimed(tmp_path / "state"):
        pass


def test_starting_over_deletes_only_what_a_stack_made(tmp_path: Path) -> None:
    state = State(tmp_path)
    (tmp_path / "mine.txt").write_text("kept")
    for folder in (state.nats, state.mongo, state.mail, state.logs):
        folder.mkdir()
        (folder / "data").write_text("x")
    for file in (state.secrets, state.run, state.demo):
        file.write_text("{}")
    state.wipe()
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
