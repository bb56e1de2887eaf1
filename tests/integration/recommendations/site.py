"""Recommendations as its users meet it: an application that runs, and the programmes that are put there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from nats.js import JetStreamContext

from services.recommendations.app import make_app
from services.recommendations.settings import Settings
from shared.bus.topology import (
    RECOMMENDATIONS_CANCELLATIONS,
    RECOMMENDATIONS_CONFERENCES,
    RECOMMENDATIONS_ERASURES,
    RECOMMENDATIONS_MOVES,
    RECOMMENDATIONS_PARTICIPANTS,
    RECOMMENDATIONS_PREFERENCES,
    RECOMMENDATIONS_PROGRAMMES,
    RECOMMENDATIONS_WISHES,
    Consumer,
)
from tests.integration.recommendations.registration_says import SLUG, conference_published, say
from tests.integration.streams import settled
from tests.integration.waiting import until

TOKEN = "the-organiser-of-these-tests"
INTEGRATOR_TOKEN = "the-integrator-of-these-tests"
SECRET = "the-secret-links-are-signed-with"
ORGANISER = {"Authorization": f"Bearer {TOKEN}"}
INTEGRATOR = {"Authorization": f"Bearer {INTEGRATOR_TOKEN}"}
CONSUMERS = (
    RECOMMENDATIONS_CONFERENCES,
    RECOMMENDATIONS_PARTICIPANTS,
    RECOMMENDATIONS_WISHES,
    RECOMMENDATIONS_CANCELLATIONS,
    RECOMMENDATIONS_ERASURES,
    RECOMMENDATIONS_PROGRAMMES,
    RECOMMENDATIONS_PREFERENCES,
    RECOMMENDATIONS_MOVES,
)


def session(guid: str, start: str, minutes: int, **changes: Any) -> dict[str, Any]:
    """A session, on 28 October unless `start` is whole."""
    return {
        "guid": guid,
        "title": f"About {guid}",
        "start": start if "T" in start else f"2026-10-28T{start}",
        "minutes": minutes,
        "room": "Room A",
        **changes,
    }


WELCOME = session("welcome", "08:30", 30, title="Welcome", room="Main Hall")
PACING = session(
    "pacing",
    "10:00",
    60,
    title="Let students move at their own pace",
    abstract="Three ways to pace one class.",
    area="instruction",
    ingredients={"individual_pacing": 2},
    level="introductory",
)
GRADING = session("grading", "10:30", 45, title="Grading less", area="assessment", room="Room B")
CHOICE = session(
    "choice", "13:00", 30, title="A menu for Mondays", area="instruction", ingredients={"student_choice": 2}
)
PACE_AGAIN = session(
    "pace-again",
    "15:00",
    60,
    title="Move at your own pace, part two",
    area="instruction",
    ingredients={"individual_pacing": 3},
)
SESSIONS = [WELCOME, PACING, GRADING, CHOICE, PACE_AGAIN]


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """One instance of the service, ready, and a way to call it."""
    app = make_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url=settings.recommendations_url, timeout=30
        ) as client,
    ):

        async def ready() -> bool:
            return (await client.get("/readyz")).status_code == 200

        await until(ready, seconds=30, what="the service is ready")
        yield client


async def put(client: httpx.AsyncClient, *sessions: dict[str, Any], conference: str = SLUG) -> httpx.Response:
    """PUT a programme as an organiser does."""
    body = {"conference": conference, "sessions": list(sessions)}
    return await client.put("/v1/programme", json=body, headers=ORGANISER)


async def finished(jetstream: JetStreamContext, *consumers: Consumer, seconds: float = 10) -> None:
    """Return when the service has answered everything on the bus."""
    for consumer in consumers or CONSUMERS:
        await settled(jetstream, consumer.stream, consumer.name, seconds=seconds)


async def know_conference(jetstream: JetStreamContext) -> None:
    """The running service knows the conference."""
    await say(jetstream, conference_published())
    await finished(jetstream, RECOMMENDATIONS_CONFERENCES)


async def agenda_of(client: httpx.AsyncClient, participant: str) -> dict[str, Any]:
    """The agenda as an integrator reads it."""
    answer = await client.get(f"/v1/agendas/{participant}", headers=INTEGRATOR)
    assert answer.status_code == 200, answer.text
    agenda: dict[str, Any] = answer.json()
    return agenda


async def retried(client: httpx.AsyncClient, consumer: Consumer) -> float:
    """How often messages of this consumer were put off, as operators count it."""
    line = f'desirepath_events_handled_total{{consumer="{consumer.name}",outcome="retry"}} '
    metrics = (await client.get("/metrics")).text.splitlines()
    return next((float(one.removeprefix(line)) for one in metrics if one.startswith(line)), 0.0)
