"""Registration as its users meet it: an application that runs, and what is posted to it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from nats.js import JetStreamContext

from services.registration.app import make_app
from services.registration.settings import Settings
from shared.bus.topology import SIGNUPS
from tests.integration.streams import settled
from tests.integration.waiting import until

SECRET = "a secret of these tests alone"
TOKEN = "the-organiser-of-these-tests"
ORGANISER = {"Authorization": f"Bearer {TOKEN}"}
SLUG = "personalized-learning-2026"


def conference(**changes: Any) -> dict[str, Any]:
    """A conference, with these changes."""
    return {
        "slug": SLUG,
        "name": "Personalized Learning 2026",
        "starts_on": "2026-10-28",
        "ends_on": "2026-10-28",
        "zone": "America/Detroit",
        "place": "Grand Rapids, Michigan",
        "capacity": 400,
        "open": True,
        **changes,
    }


def signup(**changes: Any) -> dict[str, Any]:
    """A signup that says all there is to say, with these changes."""
    return {
        "conference": SLUG,
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "role": "teacher",
        "school": "Riverside Middle School",
        "definition": "Every student works on what they need next.",
        "goals": [{"statement": "let my students move at their own pace", "area": "instruction"}],
        "spectrum": {"student_choice": 2, "individual_pacing": 1, "flexible_structures": 1, "technology": 3},
        "available": [{"from": "09:00", "to": "15:30"}],
        "lengths": [30, 60],
        **changes,
    }


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """One instance of the service, ready, and a way to call it."""
    app = make_app(settings)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=settings.registration_url, timeout=30) as client,
    ):
        await ready(client)
        yield client


async def ready(client: httpx.AsyncClient) -> None:
    """Return when the service can do its work."""

    async def is_ready() -> bool:
        return (await client.get("/readyz")).status_code == 200

    await until(is_ready, seconds=30, what="the service is ready")


async def publish(client: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    """PUT a conference as an organiser does."""
    wanted = conference(**changes)
    return await client.put(f"/v1/conferences/{wanted['slug']}", json=wanted, headers=ORGANISER)


async def post(client: httpx.AsyncClient, *, key: str | None = None, **changes: Any) -> httpx.Response:
    """POST a signup."""
    headers = {"Idempotency-Key": key} if key is not None else {}
    return await client.post("/v1/signups", json=signup(**changes), headers=headers)


async def handled(client: httpx.AsyncClient, answer: httpx.Response) -> dict[str, Any]:
    """How far a signup got, once it is no longer in the queue."""
    state: dict[str, Any] = {}

    async def is_handled() -> bool:
        nonlocal state
        state = (await client.get(answer.headers["Location"])).json()
        return bool(state["state"] != "received")

    await until(is_handled, what="the signup is handled")
    return state


async def finished(jetstream: JetStreamContext) -> None:
    """Return when every signup is handled, and what follows from it is on the bus."""
    await settled(jetstream, SIGNUPS.stream, SIGNUPS.name)


@asynccontextmanager
async def paused(jetstream: JetStreamContext) -> AsyncIterator[None]:
    """No worker is given a signup meanwhile."""
    address = f"$JS.API.CONSUMER.PAUSE.{SIGNUPS.stream}.{SIGNUPS.name}"
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    answer = json.loads((await jetstream._nc.request(address, json.dumps({"pause_until": later}).encode())).data)
    assert answer["paused"], answer
    yield
    await jetstream._nc.request(address, b"{}")
