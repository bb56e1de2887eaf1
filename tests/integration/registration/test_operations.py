"""What operators and integrators read: health, metrics, documents, schemas."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.integration.registration.site import ORGANISER, SLUG, finished, paused, post, publish

EXAMPLES = Path(__file__).parents[3] / "shared" / "contracts" / "examples"


async def test_health(client):
    alive, ready = await client.get("/livez"), await client.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ok", "parts": {"started": "ok", "bus": "ok", "database": "ok"}},
    )


async def test_metrics_count_by_route_and_outcome_and_never_by_id(site, jetstream):
    answer = await post(site)
    await finished(jetstream)
    await site.get(answer.headers["Location"])
    await site.get("/v1/conferences/nowhere-at-all")
    await site.get("/some/path/of/a/scanner.php")
    await site.put(f"/v1/conferences/{SLUG}", json={}, headers=ORGANISER)

    metrics = await site.get("/metrics")

    assert metrics.status_code == 200
    assert metrics.headers["Content-Type"].startswith("text/plain")
    text = metrics.text
    for line in (
        r'desirepath_http_requests_total\{method="POST",route="/v1/signups",status="202"\} [1-9]',
        r'desirepath_http_requests_total\{method="GET",route="/v1/signups/\{id\}",status="200"\} [1-9]',
        r'desirepath_http_requests_total\{method="GET",route="/v1/conferences/\{slug\}",status="404"\} [1-9]',
        r'desirepath_http_requests_total\{method="GET",route="other",status="404"\} [1-9]',
        r'desirepath_events_handled_total\{consumer="registration-signup-received",outcome="done"\} [1-9]',
        r'desirepath_consumer_pending\{consumer="registration-signup-received"\} \d',
    ):
        assert re.search(line, text), line
    for told in (answer.json()["id"], "nowhere-at-all", "scanner", "example.org", "readyz"):
        assert told not in text, told


async def test_asyncapi_shows_each_payload(client):
    document = (await client.get("/asyncapi", headers={"Accept": "application/json"})).json()

    assert document["asyncapi"].startswith("3.")
    by_action: dict[str, dict[str, str]] = {"receive": {}, "send": {}}
    for operation in document["operations"].values():
        channel = document["channels"][operation["channel"]["$ref"].split("/")[-1]]
        for reference in operation["messages"]:
            name = reference["$ref"].split("/")[-1]
            message = document["components"]["messages"][channel["messages"][name]["$ref"].split("/")[-1]]
            payload = document["components"]["schemas"][message["payload"]["$ref"].split("/")[-1]]
            by_action[operation["action"]][channel["address"]] = payload["properties"]["type"]["const"]
            assert {"id", "source", "subject", "time", "data", "correlationid"} <= set(payload["properties"])
            assert message["contentType"] == "application/cloudevents+json"
    assert by_action == {
        "receive": {
            "signups.*.signup.received.>": "signup.received.v1",
            "conf.*.recommendations.profile.erased.>": "profile.erased.v1",
            "conf.*.notifications.contact.erased.>": "contact.erased.v1",
        },
        "send": {
            "signups.{conference}.signup.received.v1.{id}": "signup.received.v1",
            "conf.{conference}.registration.participant.registered.v1.{id}": "participant.registered.v1",
            "conf.{conference}.registration.participant.interested.v1.{id}": "participant.interested.v1",
            "conf.{conference}.registration.participant.pending.v1.{id}": "participant.pending.v1",
            "conf.{conference}.registration.participant.waitlisted.v1.{id}": "participant.waitlisted.v1",
            "conf.{conference}.registration.participant.offered.v1.{id}": "participant.offered.v1",
            "conf.{conference}.registration.participant.wishes_changed.v1.{id}": "participant.wishes_changed.v1",
            "conf.{conference}.registration.participant.cancelled.v1.{id}": "participant.cancelled.v1",
            "conf.{conference}.registration.participant.erased.v1.{id}": "participant.erased.v1",
            "conf.{conference}.registration.participant.signup_repeated.v1.{id}": "participant.signup_repeated.v1",
            "conf.{conference}.registration.participant.address_changed.v1.{id}": "participant.address_changed.v1",
            "private.{conference}.contact.changed.v1.{id}": "contact.changed.v1",
            "private.{conference}.contact.proposed.v1.{id}": "contact.proposed.v1",
            "conf.{conference}.registration.conference.published.v1.{id}": "conference.published.v1",
        },
    }
    assert await _same(client, document)


async def _same(client, document) -> bool:
    return (await client.get("/asyncapi.json")).json() == document


async def test_no_password_in_any_document(client, settings):
    password = settings.nats_url.split(":")[2].split("@")[0]
    for path in ("/asyncapi", "/asyncapi.json", "/openapi.json", "/docs", "/metrics", "/readyz"):
        assert password not in (await client.get(path)).text


@pytest.mark.parametrize("path", ["/docs", "/asyncapi", "/"])
async def test_a_page_loads_nothing_from_elsewhere(path, site):
    page = await site.get(path, headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")
    loaded = re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']([^"']+)""", page.text)
    assert loaded
    for address in loaded:
        assert re.match(r"(/(?!/)|data:)", address), address
        if address.startswith("/"):
            assert (await site.get(address)).status_code == 200, address
    policy = page.headers["Content-Security-Policy"]
    assert "http:" not in policy
    assert "https:" not in policy


async def test_openapi_tells_of_the_problems(client):
    document = (await client.get("/openapi.json")).json()

    signups = document["paths"]["/v1/signups"]["post"]
    assert set(signups["responses"]) == {"202", "413", "422", "429", "503"}
    assert {"application/problem+json"} <= set(signups["responses"]["422"]["content"])
    assert "Idempotency-Key" in {parameter["name"].title() for parameter in signups["parameters"]}


async def test_a_schema_describes_its_event(client):
    for example in sorted(EXAMPLES.glob("*.json")):
        answer = await client.get(f"/schemas/{example.stem}")

        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/schema+json"
        jsonschema.Draft202012Validator.check_schema(answer.json())
        validator = jsonschema.Draft202012Validator(answer.json())
        event = json.loads(example.read_text())
        validator.validate(event)
        without_data = {name: value for name, value in event.items() if name != "data"}
        for broken in ({**event, "id": "1"}, {**event, "type": "other.v1"}, without_data):
            assert not validator.is_valid(broken), example.stem


async def test_no_schema(client):
    for type in ("no.such.v1", "signup.received.v2", "..%2f..%2fetc%2fpasswd", "%00"):
        answer = await client.get(f"/schemas/{type}")
        assert answer.status_code == 404, type
        assert answer.headers["Content-Type"] == "application/problem+json"


async def test_dataschema_of_a_real_event_leads_to_its_schema(site, jetstream):
    async with paused(jetstream):
        await post(site)
        event = json.loads((await jetstream.get_last_msg("SIGNUPS", "signups.>")).data)

    answer = await site.get(event["dataschema"])

    assert answer.json()["title"] == "SignupReceived"
    jsonschema.Draft202012Validator(answer.json()).validate(event)


async def test_a_method_that_is_not_there(client):
    for method, path in (("GET", "/v1/signups"), ("DELETE", "/v1/conferences/x"), ("POST", "/livez")):
        answer = await client.request(method, path)
        assert answer.status_code == 405, path
        assert answer.headers["Content-Type"] == "application/problem+json"


async def test_headers_that_keep_pages_safe(site):
    for path in ("/", "/v1/conferences/nowhere", "/static/style.css"):
        headers = (await site.get(path)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    await publish(site)
