"""One running service for a whole file, on the day of the conference, with people who take part."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx
import nats
import pytest
import pytest_asyncio
from motor.motor_asyncio import AsyncIOMotorClient
from nats.js import JetStreamContext

from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from services.recommendations.settings import Settings
from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import SLUG, registered, say
from tests.integration.recommendations.site import (
    INTEGRATOR_TOKEN,
    ORGANISER,
    SECRET,
    SESSIONS,
    TOKEN,
    finished,
    know_conference,
    put,
    serving,
)
from tests.integration.streams import empty

LINKS = Links([SECRET])


class Clock:
    """The time of the service, which a test sets."""

    def __init__(self) -> None:
        self.now = at("09:00")

    def __call__(self) -> datetime:
        return self.now


def at(clock: str) -> datetime:
    """A time of the day of the conference, in Detroit."""
    return datetime.fromisoformat(f"2026-10-28T{clock}-04:00")


@dataclass
class Day:
    """The service on the day."""

    site: httpx.AsyncClient
    jetstream: JetStreamContext
    database: Any
    clock: Clock

    async def somebody(self, **wishes: Any) -> str:
        """Somebody new who takes part and has an agenda."""
        event = registered(**wishes)
        await say(self.jetstream, event)
        await finished(self.jetstream)
        return event.subject

    async def post(self, what: str, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
        """A check-in or a check-out, as the organiser unless somebody else is named."""
        url = f"/v1/conferences/{SLUG}/{what}"
        return await self.site.post(url, json=body, headers=ORGANISER if headers is None else headers)

    async def passed(self, participant: str, session: str, came: str, left: str | None = None) -> None:
        """Somebody came at a time, and left."""
        answer = await self.post("check-ins", participant=participant, session=session, at=at(came).isoformat())
        assert answer.status_code in (200, 201), answer.text
        if left:
            answer = await self.post("check-outs", participant=participant, session=session, at=at(left).isoformat())
            assert answer.status_code in (200, 201), answer.text


def bearer(purpose: Purpose, subject: str) -> dict[str, str]:
    """A link of ours as a token."""
    return {"Authorization": f"Bearer {LINKS.sign(purpose, subject)}"}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def day(standing_nats: NatsServer, mongod: Mongod) -> AsyncIterator[Day]:
    """The conference and its programme are known; it is nine o'clock."""
    client = await nats.connect(standing_nats.url)
    jetstream = client.jetstream()
    await empty(jetstream)
    clock = Clock()
    name = f"test_{uuid4().hex[:12]}"
    motor: AsyncIOMotorClient = AsyncIOMotorClient(mongod.url, tz_aware=True)
    settings = Settings(
        nats_url=standing_nats.url_for("recommendations"),
        mongo_url=mongod.url,
        mongo_database=name,
        organiser_token=TOKEN,
        integrator_token=INTEGRATOR_TOKEN,
        link_secrets=SECRET,
        recommendations_url="http://recommendations.example.org",
        registration_url="http://registration.example.org",
        ranker="bm25",
    )
    with pytest.MonkeyPatch.context() as patched:
        for room in ("attendance", "evaluation", "seats"):
            patched.setattr(f"services.recommendations.{room}.room.utc_now", clock)
        async with serving(settings) as site:
            await know_conference(jetstream)
            await put(site, *SESSIONS)
            yield Day(site, jetstream, motor[name], clock)
    motor.close()
    await client.close()


@pytest.fixture(autouse=True)
def _nine_o_clock(day: Day) -> None:
    """Every test begins when the doors are open for the first sessions."""
    day.clock.now = at("09:30")
