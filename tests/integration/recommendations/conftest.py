"""What the tests of recommendations share: the service on real servers."""

from collections.abc import AsyncIterator

import httpx
import pytest
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase
from nats.js import JetStreamContext

from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from services.recommendations.settings import Settings
from tests.integration.recommendations.site import INTEGRATOR_TOKEN, SECRET, TOKEN, know_conference, serving


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment before another attempt; how the delays grow is for the tests of the bus."""
    monkeypatch.setattr("shared.bus.verdict.delay", lambda deliveries, chance: 0.05)


@pytest.fixture
def settings(standing_nats: NatsServer, mongod: Mongod, database_name: str, jetstream: JetStreamContext) -> Settings:
    """Settings on the standing bus, whose streams are empty, with a database of the test's own."""
    return Settings(
        nats_url=standing_nats.url_for("recommendations"),
        mongo_url=mongod.url,
        mongo_database=database_name,
        organiser_token=TOKEN,
        integrator_token=INTEGRATOR_TOKEN,
        link_secrets=SECRET,
        recommendations_url="http://recommendations.example.org",
        registration_url="http://registration.example.org",
    )


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of the service, which knows no conference yet."""
    async with serving(settings) as caller:
        yield caller


@pytest.fixture
async def site(client: httpx.AsyncClient, jetstream: JetStreamContext) -> httpx.AsyncClient:
    """The same, with the conference known."""
    await know_conference(jetstream)
    return client


@pytest.fixture
async def database(mongod: Mongod, database_name: str) -> AsyncIterator[AsyncIOMotorDatabase]:
    """The service's documents, seen from outside."""
    motor: AsyncIOMotorClient = AsyncIOMotorClient(mongod.url, tz_aware=True)
    yield motor[database_name]
    motor.close()
