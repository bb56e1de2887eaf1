"""Everybody of a conference as CSV, and the same people in another conference from that file."""

import csv
import io
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.integration.registration.site import ORGANISER, SLUG, finished, post, publish
from tests.integration.registration.test_import import lines, send


def table(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


async def export(client: httpx.AsyncClient, slug: str = SLUG, **parameters: Any) -> httpx.Response:
    return await client.get(f"/v1/conferences/{slug}/participants.csv", headers=ORGANISER, params=parameters)


async def test_everybody_but_who_was_erased(site, jetstream, database):
    for name in ("ana", "bo", "cy"):
        await post(site, email=f"{name}@example.org", name=name)
    await finished(jetstream)
    await database["participants"].update_one(
        {"person": "bo@example.org"},
        {"$set": {"state": "erased", "name": "", "email": ""}, "$unset": {"signup": "", "consents": ""}},
    )

    answer = await export(site)

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-participants.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"\xef\xbb\xbfname,email,")
    rows = table(answer)
    assert [row["email"] for row in rows] == ["ana@example.org", "cy@example.org"]
    ana = await database["participants"].find_one({"person": "ana@example.org"})
    assert (rows[0]["id"], rows[0]["state"], rows[0]["version"]) == (ana["_id"], "confirmed", "1")
    assert rows[0]["lengths"] == "30;60"
    assert rows[0]["consents"].startswith("operational given, not confirmed: elsewhere-2026-11, api, 2026-")


async def test_what_a_spreadsheet_would_run_is_text(site, jetstream):
    goals = [{"statement": '=HYPERLINK("http://evil.example.org","x")'}]
    await post(site, name="=1+1", school="@SUM(A1)", role="+x", definition="-2+3", goals=goals)
    await finished(jetstream)

    ((row),) = table(await export(site))

    assert (row["name"], row["school"], row["role"], row["definition"]) == ("'=1+1", "'@SUM(A1)", "'+x", "'-2+3")
    assert row["goal_1"] == '\'=HYPERLINK("http://evil.example.org","x")'


async def test_another_conference_from_an_export(site, jetstream, database):
    other = f"c-{uuid4().hex[:12]}"
    await publish(site, slug=other)
    first = (
        'name,email,goal_1,goal_1_area,from_1,to_1,from_2,to_2,from_3,to_3,T-shirt,Name?,"=cost"\n'
        "Ana,ana@example.org,'=listen,support systems,08:00,09:00,10:00,11:00,12:00,13:00,XL,Anita,+3\n"
        'Bo,bo@example.org,"a, ""b""",,,,,,,,,,\n'
    )
    lines(await send(site, SLUG, first.replace("Name?", "answer: Name?")))
    await post(site, email="cy@example.org", definition="Línea 1\nLínea 2 – “东”")
    await finished(jetstream)

    for delimiter in (",", ";", "\t"):
        content = (await export(site, delimiter=delimiter)).content
        dry = (await send(site, other, content, dry_run=True)).json()
        assert (dry["errors"], dry["new"], dry["delimiter"]) == ([], 3, delimiter)
    assert set(dry["answers"]) == {"T-shirt", "Name?", "=cost"}
    lines(await send(site, other, content))
    await finished(jetstream)

    aside = ("conference", "consents")
    for email in ("ana@example.org", "bo@example.org", "cy@example.org"):
        here, there = [
            await database["participants"].find_one({"person": email, "conference": slug}) for slug in (SLUG, other)
        ]
        said = [{name: value for name, value in one["signup"].items() if name not in aside} for one in (here, there)]
        assert said[0] == said[1]
        assert here["registered_at"] == there["registered_at"]
    names = {answer["question"]: answer["value"] for answer in said[0].get("answers", [])}
    assert names == {}
    goals = (await database["participants"].find_one({"person": "ana@example.org"}))["signup"]["goals"]
    assert goals[0]["statement"] == "=listen"


@pytest.mark.parametrize("delimiter", ["|", "", ",,"])
async def test_only_delimiters_spreadsheets_know(site, delimiter):
    assert (await export(site, delimiter=delimiter)).status_code == 422


async def test_only_organisers_and_only_what_there_is(site):
    assert (await site.get(f"/v1/conferences/{SLUG}/participants.csv")).status_code == 401
    assert (await export(site, "no-such")).status_code == 404
    assert table(await export(site)) == []
