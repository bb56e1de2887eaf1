"""The service as the process that containers start."""

import json
import sys

import httpx
import nats
import pytest

from deploy.local.children import Child
from deploy.local.http_server import HttpServer
from deploy.local.nats_server import NatsServer
from deploy.local.ports import free_port
from tests.integration.registration.site import SECRET, SLUG, TOKEN, conference, post, publish
from tests.integration.streams import count, stored
from tests.integration.waiting import until

COMMAND = [sys.executable, "-m", "services.registration"]


def environment(nats_server, mongod, database_name, port) -> dict[str, str]:
    return {
        "NATS_URL": nats_server.url_for("registration"),
        "MONGO_URL": mongod.url,
        "MONGO_DATABASE": database_name,
        "ORGANISER_TOKEN": TOKEN,
        "LINK_SECRETS": SECRET,
        "HTTP_PORT": str(port),
        "REGISTRATION_URL": f"http://127.0.0.1:{port}",
    }


@pytest.fixture
def service(nats_server, mongod, database_name, tmp_path):
    port = free_port()
    log = tmp_path / "registration.log"
    with HttpServer(
        "registration", COMMAND, environment(nats_server, mongod, database_name, port), port=port, log=log
    ) as server:
        yield server


def lines(log) -> list[dict]:
    return [json.loads(line) for line in log.read_text().splitlines()]


async def test_it_does_not_run_on_a_bus_without_its_consumer(mongod, database_name, tmp_path):
    log = tmp_path / "registration.log"
    with NatsServer(tmp_path / "bare") as bare:
        process = Child(COMMAND, log, environment(bare, mongod, database_name, free_port()))
        process.start()
        try:
            assert process.wait(30), "it ends by itself"
        finally:
            process.kill()

    assert process.exit_code() == 1
    told = [line for line in lines(log) if line["level"] == "CRITICAL"]
    assert len(told) == 1
    assert "consumer registration-signup-received does not exist" in told[0]["message"]
    assert "python -m shared.bus.provision" in told[0]["message"]


async def test_sigterm_drains_and_nothing_of_a_person_is_in_the_log(service, nats_server, tmp_path):
    operator = await nats.connect(nats_server.url)
    jetstream = operator.jetstream()
    async with httpx.AsyncClient(base_url=service.url, timeout=30) as client:
        await publish(client)
        answers = [await post(client, email=f"ana{number}@example.org") for number in range(50)]
        answers.append(await post(client, email="not an address"))
        # What upsets the log most: a bad event, and one that is refused.
        await jetstream.publish(f"signups.{SLUG}.signup.received.v1.x", b"ana@example.org Ana Ruiz")
        service.child.ask_to_stop()
        assert service.child.wait(15)
    accepted = [answer.json()["id"] for answer in answers if answer.status_code == 202]
    assert len(accepted) == 50
    info = await jetstream.consumer_info("SIGNUPS", "registration-signup-received")
    handled = {
        json.loads(message.body)["correlationid"]
        for message in await stored(jetstream, "EVENTS", "conf.*.registration.participant.>")
    }
    left = await stored(jetstream, "SIGNUPS")

    assert service.child.exit_code() == 0
    assert info.num_ack_pending == 0, "nothing is left in the hands of a process that is gone"
    assert handled | {message.id for message in left if "Nats-Msg-Id" in message.headers} == set(accepted)
    log = lines(tmp_path / "registration.log")
    assert {line["service"] for line in log} == {"registration"}
    assert {line["event_id"] for line in log if line["message"] == "signup taken"} == set(accepted)
    text = (tmp_path / "registration.log").read_text()
    assert not [word for word in ("@example", "Ana", "Ruiz", "Riverside") if word in text]
    await operator.close()

    service.start()
    async with httpx.AsyncClient(base_url=service.url, timeout=30) as client:
        assert (await client.get(f"/v1/conferences/{SLUG}")).json() == conference()
        operator = await nats.connect(nats_server.url)
        jetstream = operator.jetstream()

        async def all_handled() -> bool:
            return await count(jetstream, "CONTACTS") == 50 and await count(jetstream, "SIGNUPS") == 0

        await until(all_handled, what="every accepted signup is a participant")
        await operator.close()
