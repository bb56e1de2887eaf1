"""The embedded nats-server: users, JetStream, and the same server again after a kill."""

import asyncio
import socket
from pathlib import Path

import nats
import pytest
from nats.js.api import StreamConfig

from deploy.local.nats_server import NatsServer
from deploy.local.part import StartError


async def test_a_killed_server_comes_back_with_its_streams(tmp_path: Path) -> None:
    with NatsServer(tmp_path / "nats") as server:
        url, first_pid = server.url, server.pid
        client = await nats.connect(url)
        await client.jetstream().add_stream(StreamConfig(name="KEPT", subjects=["kept.>"]))
        await client.jetstream().publish("kept.a", b"1", stream="KEPT")
        await client.close()

        server.kill()
        assert not server.running
        await asyncio.to_thread(server.start)

        assert server.url == url
        assert server.pid != first_pid
        client = await nats.connect(url)
        info = await client.jetstream().stream_info("KEPT")
        await client.close()
        assert info.state.messages == 1
    assert not server.running


async def test_each_user_has_a_password_and_nobody_comes_in_without(tmp_path: Path) -> None:
    with NatsServer(tmp_path / "nats") as server:
        for user in ("operator", "registration", "recommendations", "notifications", "integrator"):
            await (await nats.connect(server.url_for(user))).close()
        with socket.create_connection(("127.0.0.1", server.port)) as stranger:
            stranger.sendall(b"CONNECT {}\r\nPING\r\n")
            answer = stranger.makefile("rb").read()
        assert b"-ERR 'Authorization Violation'" in answer


def test_a_port_that_somebody_else_took_is_not_mistaken_for_ours(tmp_path: Path) -> None:
    with NatsServer(tmp_path / "theirs") as theirs:
        ours = NatsServer(tmp_path / "ours", port=theirs.port)
        with pytest.raises(StartError, match="nats-server ended with exit code 1"):
            ours.start()


def test_a_port_with_something_else_behind_it_is_not_ready(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        server = NatsServer(tmp_path / "nats", port=other.getsockname()[1])
        assert not server.ready()
