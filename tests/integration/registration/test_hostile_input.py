"""Whatever is sent: an answer that says what is wrong, never a 500, and nothing that harms who comes after."""

import json
import time
from typing import Any

from tests.integration.registration.site import ORGANISER, SLUG, conference, finished, post, signup
from tests.integration.streams import count, stored

JSON = {"Content-Type": "application/json"}
TEXT_FIELDS = ("name", "role", "school", "definition", "goal")
BREAKING = {
    "NUL": "a\x00b",
    "escape": "a\x1b[31mb",
    "delete": "a\x7fb",
    "C1": "a\x9bb",
    "override": "a\u202eb",
    "isolate": "a\u2066b",
    "half a character": "a\ud800b",
    "halves the wrong way round": "a\udc00\ud800b",
}
BREAKING_A_LINE = {"line break": "a\nb", "tab": "a\tb", "header": "a\r\nBcc: b@example.org", "separator": "a\u2028b"}
HARMLESS = {
    "wildcards": "* > $JS.API.> a.b",
    "markup": "<script>alert(1)</script>{{7*7}}${7*7}",
    "query": '{"$ne": null}',
    "quotes": "'; DROP TABLE--\"",
    "path": "../../etc/passwd",
    "emoji": "👩🏽‍🏫",
    "right to left": "שלום עולם",
    "joiners": "क्‍ष",
    "accents": "Z" + "\u0301" * 50,
    "fullwidth": "ＡＮＡ",
}


def saying(field: str, text: str) -> dict[str, Any]:
    return {"goals": [{"statement": text}]} if field == "goal" else {field: text}


async def test_characters_that_break_things_are_refused_in_every_field(site, jetstream):
    for field in TEXT_FIELDS:
        name = "goals[0].statement" if field == "goal" else field
        hostile = BREAKING if field == "definition" else BREAKING | BREAKING_A_LINE
        for what, text in hostile.items():
            body = json.dumps(signup(**saying(field, text))).encode()  # half characters as \ud800
            answer = await site.post("/v1/signups", content=body, headers=JSON)
            assert answer.status_code == 422, (field, what)
            assert [error["field"] for error in answer.json()["errors"]] == [name], (field, what)
    assert await count(jetstream, "SIGNUPS") == 0


async def test_what_only_looks_hostile_is_taken_and_comes_out_as_it_was(site, jetstream, database):
    for number, (field, text) in enumerate((field, text) for field in TEXT_FIELDS for text in HARMLESS.values()):
        answer = await post(site, email=f"person{number}@example.org", **saying(field, text))
        assert answer.status_code == 202, (field, text)
    await finished(jetstream)

    total = len(TEXT_FIELDS) * len(HARMLESS)
    assert await count(jetstream, "DEAD_LETTERS") == 0
    assert len(await stored(jetstream, "EVENTS", "conf.*.registration.participant.registered.>")) == total
    kept = [one["signup"] async for one in database["participants"].find()]
    assert {one["name"] for one in kept} == {"Ana Ruiz", *HARMLESS.values()}
    assert {one["goals"][0]["statement"] for one in kept} == {signup()["goals"][0]["statement"], *HARMLESS.values()}


WHOLE = json.dumps(signup())
BODIES = {
    "64 KiB of brackets": b"[" * 65_536,
    "64 KiB of objects": b'{"a":' * 13_000,
    "deep and closed": b"[" * 30_000 + b"]" * 30_000,
    "deep in a field": b'{"name": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "a number without end": WHOLE.replace('"technology": 3', '"technology": 1e999').encode(),
    "less than every number": WHOLE.replace('"technology": 3', '"technology": -1e999').encode(),
    "not a number": WHOLE.replace('"technology": 3', '"technology": NaN').encode(),
    "infinity": WHOLE.replace("[30, 60]", "[Infinity]").encode(),
    "an integer of 5000 digits": WHOLE.replace("[30, 60]", f"[{'9' * 5000}]").encode(),
    "an integer of 4000 digits": WHOLE.replace("[30, 60]", f"[{'9' * 4000}]").encode(),
    "a time without end": WHOLE.replace('"09:00"', "1e999").encode(),
    "a time of 400 digits": WHOLE.replace('"09:00"', "9" * 400).encode(),
    "a negative time": WHOLE.replace('"09:00"', "-1").encode(),
    "half a character as a name of a field": b'{"\\ud800": 1}',
    "NUL as a name of a field": b'{"\\u0000": 1}',
    "markup as a name of a field": b'{"<script>": 1}',
    "thousands of fields": json.dumps({f"{number}": 1 for number in range(6_000)}).encode(),
    "the prototype": b'{"__proto__": {"name": "Ana"}, "constructor": 1}',
    "overlong": b'{"name": "\xc0\xaf"}',
    "a lone surrogate in bytes": b'{"name": "\xed\xa0\x80"}',
    "a query for a document": json.dumps(signup(email={"$gt": ""}, conference={"$ne": ""})).encode(),
}


async def test_a_body_that_is_no_signup(site, jetstream):
    for what, body in BODIES.items():
        began = time.process_time()
        answer = await site.post("/v1/signups", content=body, headers=JSON)

        assert answer.status_code in (400, 422), what
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
        assert len(answer.json().get("errors", [])) <= 100, what
        assert time.process_time() - began < 1, f"{what} holds up everybody else"
    assert await count(jetstream, "SIGNUPS") == 0


async def test_of_two_fields_of_one_name_the_last_counts(site, jetstream):
    body = WHOLE.replace('"name": "Ana Ruiz"', '"name": "Mallory", "name": "Ana Ruiz"').encode()

    answer = await site.post("/v1/signups", content=body, headers=JSON)

    assert answer.status_code == 202
    await finished(jetstream)
    (contact,) = await stored(jetstream, "CONTACTS")
    assert json.loads(contact.body)["data"]["name"] == "Ana Ruiz"


async def test_a_body_that_is_no_conference(client):
    for what, body in BODIES.items():
        answer = await client.put(f"/v1/conferences/{SLUG}", content=body, headers=JSON | ORGANISER)
        assert answer.status_code in (400, 422), what


async def test_a_conference_that_cannot_be(client):
    for slug in ("*", "%3E", "a.b", "%00", "%ff", "%ED%A0%80", "x" * 5000, "..%2f..", "%20"):
        assert (await client.get(f"/v1/conferences/{slug}")).status_code == 404
        put = await client.put(f"/v1/conferences/{slug}", json=conference(), headers=ORGANISER)
        assert put.status_code in (404, 422), slug


FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
FORMS = [
    (FORM, b"%ff%00&name=%ED%A0%80&goal_1=%E2%80%AE&conference=*&submission=%00"),
    (FORM, b"&" * 5_000),
    (FORM, b"lengths=" + b"9" * 5_000),
    (FORM, b"name=a&" * 500),
    ("multipart/form-data", b"--x\r\n"),
    (PARTS, b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAna'),
    (PARTS, b"\xff" * 1_000),
    (PARTS, b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nAna\r\n--x--\r\n'),
    ("application/json", b"{}"),
]


async def test_a_form_that_no_browser_sent(site, jetstream):
    for content_type, body in FORMS:
        answer = await site.post("/signups", content=body, headers={"Content-Type": content_type})
        assert 400 <= answer.status_code < 500, (content_type, body[:40])
    assert await count(jetstream, "SIGNUPS") == 0


HEADERS = [
    {b"traceparent": b"00-" + b"z" * 200},
    {b"traceparent": b"ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
    {b"traceparent": b"00-00000000000000000000000000000000-0000000000000000-01"},
    {b"traceparent": b"\xff\xfe", b"tracestate": b"\xff" * 600, b"baggage": b"a=b," * 500},
    {b"accept": b"*/*;q=" + b"9" * 500, b"accept-language": b"\xe9"},
    {b"host": b"\xff"},
]


async def test_headers_that_make_no_sense_do_not_matter(site, jetstream):
    for headers in HEADERS:
        answer = await site.post("/v1/signups", json=signup(), headers=headers)
        assert answer.status_code == 202, headers
    await finished(jetstream)
    assert await count(jetstream, "DEAD_LETTERS") == 0
