"""What the tests of registration share: the service on real servers, with a conference to sign up for."""

from collections.abc import AsyncIterator

import httpx
import pytest
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase
from nats.js import JetStreamContext

from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from services.registration.settings import Settings
from tests.integration.registration.site import SECRET, TOKEN, publish, serving


@pytest.fixture
def settings(standing_nats: NatsServer, mongod: Mongod, database_name: str, jetstream: JetStreamContext) -> Settings:
    """Settings on the standing bus, whose streams are empty, with a database of the test's own."""
    return Settings(
        nats_url=standing_nats.url_for("registration"),
        mongo_url=mongod.url,
        mongo_database=database_name,
        organiser_token=TOKEN,
        link_secrets=SECRET,
        minimum_fill_seconds=0,
        signups_per_recipient=1000,
        registration_url="http://registration.example.org",
    )


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of the service, for which there is no conference yet."""
    async with serving(settings) as caller:
        yield caller


@pytest.fixture
async def site(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """The same, with one open conference."""
    assert (await publish(client)).status_code == 200
    return client


@pytest.fixture
async def database(mongod: Mongod, database_name: str) -> AsyncIterator[AsyncIOMotorDatabase]:
    """The service's documents, seen from outside."""
    motor: AsyncIOMotorClient = AsyncIOMotorClient(mongod.url, tz_aware=True)
    yield motor[database_name]
    motor.close()
