"""Open pages hear that there is something new, from a process that can still be stopped."""

import sys
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from deploy.local.http_server import HttpServer
from deploy.local.ports import free_port
from services.recommendations.settings import Settings
from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import conference_published, registered, say
from tests.integration.recommendations.site import SECRET, SESSIONS, finished, put, session

COMMAND = [sys.executable, "-m", "services.recommendations"]
LATER = session("pacing", "10:20", 60, title="Let students move at their own pace", area="instruction")


@pytest.fixture
def service(settings: Settings, tmp_path) -> Iterator[HttpServer]:
    port = free_port()
    environment = {
        "NATS_URL": settings.nats_url,
        "MONGO_URL": settings.mongo_url,
        "MONGO_DATABASE": settings.mongo_database,
        "ORGANISER_TOKEN": settings.organiser_token,
        "LINK_SECRETS": SECRET,
        "RANKER": "bm25",
        "HTTP_PORT": str(port),
    }
    with HttpServer("recommendations", COMMAND, environment, port=port, log=tmp_path / "log") as server:
        yield server


class Stream:
    """A page's stream, as a browser reads it."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines: AsyncIterator[str] = response.aiter_lines()

    async def next(self) -> dict[str, str]:
        told: dict[str, str] = {}
        async for line in self._lines:
            if not line and told:
                return told
            name, _, value = line.partition(": ")
            if name:
                told[name] = value
        raise EOFError

    async def to_its_end(self) -> None:
        async for _ in self._lines:
            pass


async def test_a_page_follows_what_changes_until_the_service_stops(service, jetstream):
    async with httpx.AsyncClient(base_url=service.url, timeout=20) as client:
        await say(jetstream, conference_published())
        await finished(jetstream)
        await put(client, *SESSIONS)
        ana = registered()
        await say(jetstream, ana)
        await finished(jetstream)
        token = Links([SECRET]).sign(Purpose.AGENDA, ana.subject)

        async with client.stream("GET", f"/agenda/{token}/changes") as response:
            assert response.status_code == 200
            assert response.headers["content-type"].startswith("text/event-stream")
            stream = Stream(response)
            first = await stream.next()
            assert (first["event"], first["data"]) == ("state", "1.1")

            await put(client, *(LATER if one["guid"] == "pacing" else one for one in SESSIONS))
            changed = await stream.next()
            assert changed["event"] == "changed"
            assert changed["data"].endswith(".2")

            service.child.ask_to_stop()
            await stream.to_its_end()
        assert service.child.wait(10)
        assert service.child.exit_code() == 0


async def test_a_link_that_is_not_one_opens_no_stream(site):
    answer = await site.get("/agenda/nonsense/changes")

    assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such agenda.")
