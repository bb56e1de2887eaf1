"""One signup is one story: a trace over all services, log lines that belong to it, and nobody's name in any."""

import json
import re
from uuid import UUID, uuid4, uuid5

import httpx
import pytest

from tests.e2e.mailbox import mails_to, text_of
from tests.stack.product import CONFERENCE

SERVICES = ("registration", "recommendations", "notifications")
NAME, ADDRESS, SCHOOL = "Wilhelmina Quackenbush", "wilhelmina.quackenbush@riverside.example.org", "Thistledown Academy"


def sign_up(product, address, headers):
    answer = httpx.post(
        f"{product.url('registration')}/v1/signups",
        json={
            "conference": CONFERENCE,
            "name": NAME,
            "email": address,
            "school": SCHOOL,
            "goals": [{"statement": f"let {NAME} move at her own pace; write to {address}", "area": "instruction"}],
        },
        headers=headers,
    )
    assert answer.status_code == 202
    return answer.json()["id"]


def log_lines(product, service):
    """What a service has logged so far; every line is one JSON object."""
    return [json.loads(line) for line in product.services[service].child.log.read_text().splitlines()]


def whole(spans):
    """Whether every service has told its part: each exports on its own, and a few spans at a time."""
    unknown = {span.parent for span in spans} - {span.id for span in spans}
    mails = [span for span in spans if span.name == "mail send"]
    return len(mails) == 2 and len(unknown) == 1 and {span.service for span in spans} == {*SERVICES}


@pytest.fixture(scope="module")
def story(traced, collector):
    """A signup with a traceparent, both mails received, the agenda opened: trace id, signup id, spans, link."""
    trace, caller = uuid4().hex, uuid4().hex[:16]
    id = sign_up(traced, ADDRESS, {"traceparent": f"00-{trace}-{caller}-01"})
    mails = mails_to(traced, ADDRESS, count=2)
    link = re.findall(r"http://\S+/agenda/\S+", "".join(text_of(mail) for mail in mails.values()))[0]
    assert httpx.get(link).status_code == httpx.get(f"{link}.ics").status_code == 200
    spans = collector.spans_of(trace, whole)
    return trace, caller, id, spans, link


def test_one_trace_from_the_form_to_the_mail(story):
    _, caller, signup, spans, _ = story
    by_id = {span.id: span for span in spans}

    def way(span):
        above = [] if span.parent == caller else way(by_id[span.parent])
        # The web framework may add spans of its own between ours.
        return above if span.name.startswith("fastapi.") else [*above, f"{span.service}: {span.name}"]

    signed_up = ["registration: POST /v1/signups", "registration: registration-signup-received"]
    planned = [*signed_up, "recommendations: recommendations-participant-registered"]
    ways = [way(span) for span in spans if span.name == "mail send"]
    assert len(ways) == 2
    assert [*signed_up, "notifications: notifications-participant-registered", "notifications: mail send"] in ways
    assert [*planned, "notifications: notifications-agenda-ready", "notifications: mail send"] in ways
    kinds = {span.name: span.kind for span in spans}
    assert kinds["POST /v1/signups"] == "SERVER"
    assert kinds["registration-signup-received"] == "CONSUMER"
    assert kinds["mail send"] == "CLIENT"
    registered = str(uuid5(UUID(signup), "participant.registered.v1"))
    (confirmation,) = (span for span in spans if span.attributes.get("mail.template") == "confirmation")
    assert confirmation.attributes == {
        "cloudevents.event_id": registered,
        "mail.template": "confirmation",
        "mail.delivery": "sent",
    }


def test_no_span_names_anybody(story):
    *_, spans, link = story

    told = str(spans)

    assert not [secret for secret in (*NAME.split(), ADDRESS, SCHOOL, link.rsplit("/", 1)[1]) if secret in told]


def test_each_service_has_a_log_line_of_it(story, traced):
    trace, _, signup, *_ = story
    for service, message in zip(SERVICES, ("signup taken", "agenda planned", "confirmation mail sent"), strict=True):
        about = [line for line in log_lines(traced, service) if line.get("trace_id") == trace]
        line = next(line for line in about if line["message"] == message)
        assert UUID(line["event_id"])
        assert (line["service"], line["level"]) == (service, "INFO")
        if service == "registration":
            assert line["event_id"] == signup
        else:
            assert line["event_id"] == str(uuid5(UUID(signup), "participant.registered.v1"))
            assert line["correlation_id"] == signup


@pytest.mark.parametrize("service", SERVICES)
def test_no_log_names_anybody_even_when_it_tells_everything(story, traced, service):
    *_, link = story
    lines = [json.dumps(line, ensure_ascii=False) for line in log_lines(traced, service)]

    for secret in (*NAME.split(), ADDRESS, ADDRESS.split("@", maxsplit=1)[0], SCHOOL, link.rsplit("/", 1)[1]):
        assert [line[:400] for line in lines if secret.casefold() in line.casefold()][:3] == []


def test_a_caller_without_a_trace_starts_one(traced, collector):
    address = "somebody-else@example.org"
    signup = sign_up(traced, address, {})
    mails_to(traced, address, count=2)
    (line,) = (one for one in log_lines(traced, "registration") if one.get("event_id") == signup and "trace_id" in one)

    spans = collector.spans_of(line["trace_id"], whole, seconds=8)

    (first,) = (span for span in spans if not span.parent)
    assert first.name == "POST /v1/signups"


def test_a_caller_who_wants_no_trace_gets_none(traced, collector):
    """The story of the caller after it is there, and of this one nothing."""
    unwanted, wanted = uuid4().hex, uuid4().hex
    sign_up(traced, "quiet@example.org", {"traceparent": f"00-{unwanted}-{uuid4().hex[:16]}-00"})
    mails_to(traced, "quiet@example.org", count=2)
    sign_up(traced, "loud@example.org", {"traceparent": f"00-{wanted}-{uuid4().hex[:16]}-01"})
    mails_to(traced, "loud@example.org", count=2)

    assert collector.spans_of(wanted, whole)
    assert collector.spans_of(unwanted, lambda _: True) == []
