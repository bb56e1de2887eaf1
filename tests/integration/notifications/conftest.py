"""What the tests of notifications share: the service on real servers, and mail servers good and bad."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase
from nats.js import JetStreamContext

from deploy.local.http_server import MailSink
from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from services.notifications.settings import Settings
from tests.integration.notifications.relay import Relay
from tests.integration.notifications.site import Person, introduce, serving

SECRET = "the-secret-links-are-signed-with"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment before another attempt; how the delays grow is for the tests of the bus."""
    monkeypatch.setattr("shared.bus.verdict.delay", lambda deliveries, chance: 0.05)


@pytest.fixture(scope="session")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailSink]:
    """A mail server that takes everything."""
    with MailSink(tmp_path_factory.mktemp("sink")) as server:
        yield server


@pytest.fixture
async def relay() -> AsyncIterator[Relay]:
    """A mail server that answers as it is told to."""
    server = Relay()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def settings(
    standing_nats: NatsServer, mongod: Mongod, database_name: str, jetstream: JetStreamContext, relay: Relay
) -> Settings:
    """Settings on the standing bus, whose streams are empty, with a database and a mail server of the test's own."""
    return Settings(
        nats_url=standing_nats.url_for("notifications"),
        mongo_url=mongod.url,
        mongo_database=database_name,
        link_secrets=SECRET,
        notifications_url="http://notifications.example.org",
        recommendations_url="http://recommendations.example.org",
        registration_url="http://registration.example.org",
        smtp_url=relay.url,
        mail_from="Desire Path <agenda@desirepath.example>",
    )


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of the service, which knows nobody yet."""
    async with serving(settings) as caller:
        yield caller


@pytest.fixture
async def ana(client: httpx.AsyncClient, jetstream: JetStreamContext) -> Person:
    """Somebody the running service can write to."""
    person = Person()
    await introduce(jetstream, person)
    return person


@pytest.fixture
async def database(mongod: Mongod, database_name: str) -> AsyncIterator[AsyncIOMotorDatabase]:
    """The service's documents, seen from outside."""
    motor: AsyncIOMotorClient = AsyncIOMotorClient(mongod.url, tz_aware=True)
    yield motor[database_name]
    motor.close()


@pytest.fixture
async def forgetful(jetstream: JetStreamContext) -> AsyncIterator[None]:
    """EVENTS forgets within a tenth of a second which ids it has seen."""
    configuration = (await jetstream.stream_info("EVENTS")).config
    await jetstream.update_stream(replace(configuration, duplicate_window=0.1))
    yield
    await jetstream.update_stream(configuration)
