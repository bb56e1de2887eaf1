"""Lists in the console: taken along, looked through, handed in."""

from uuid import uuid4

import pytest

from tests.integration.registration.console.browser import PASSWORD, form_token, organiser
from tests.integration.registration.console.test_pages import text_of
from tests.integration.registration.site import finished, post, publish

HEAD = "name,email,goal_1"
GOOD = f"{HEAD}\nAna,ana@example.org,listen\nBo,bo@example.org,<b>speak</b>\n"
BAD = f"{GOOD}Cy,nobody,listen\nAna,ana@example.org,again\n"


@pytest.fixture
async def slug(client):
    """A conference of the test's own: within its dedupe window the bus knows the signups of other tests."""
    slug = f"c-{uuid4().hex[:12]}"
    await publish(client, slug=slug)
    return slug


async def hand_in(site, slug, content: str, *, token: str | None = None, **fields: str):
    here = f"/console/conferences/{slug}/import"
    token = token or form_token(await site.get(here))
    return await site.post(
        here, data={"form_token": token, **fields}, files={"file": ("list.csv", content, "text/csv")}
    )


async def test_a_list_is_looked_through_and_then_taken(client, slug, jetstream, database):
    async with organiser(client) as site:
        looked = await hand_in(site, slug, BAD, do="check")
        refused = await hand_in(site, slug, BAD, do="import")
        assert await database["participants"].count_documents({}) == 0
        taken = await hand_in(site, slug, BAD, do="import", skip_invalid="yes")
        again = await hand_in(site, slug, GOOD, do="import")
        await finished(jetstream)
        later = await hand_in(site, slug, GOOD, do="check")

    assert (looked.status_code, refused.status_code, taken.status_code) == (200, 422, 200)
    words = text_of(looked.text)
    assert "Rows 4 New 2 Here already, and left as they are 0 Wrong 2" in words
    assert "4 email This is no e-mail address." in words
    assert "5 The same address is in row 2." in words
    assert "Nobody was signed up. Mend these rows, or leave them out." in text_of(refused.text)
    assert "Signed up: 2. Wrong, and left out: 2." in text_of(taken.text)
    assert again.status_code == 200
    assert "New 0 Here already, and left as they are 2" in text_of(later.text)
    assert await database["participants"].count_documents({}) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "There is nothing in this file."), ("<b>,x\n1,2\n", "There is no column for name, email, goal_1.")],
)
async def test_a_file_that_cannot_be_read(client, slug, content, words):
    async with organiser(client) as site:
        answer = await hand_in(site, slug, content, do="check")
    assert answer.status_code == 422
    assert words in text_of(answer.text)
    assert "<b>," not in answer.text


async def test_no_file_and_too_large_a_list(client, slug, monkeypatch):
    here = f"/console/conferences/{slug}/import"
    async with organiser(client) as site:
        token = form_token(await site.get(here))
        none = await site.post(here, data={"form_token": token, "do": "check"})
        large = "\n".join([HEAD, *(f"A,a{at}@example.org,x" for at in range(10_001))])
        many = await hand_in(site, slug, large, do="import")
    assert (none.status_code, many.status_code) == (422, 422)
    assert "Choose a file." in text_of(none.text)
    assert "There are more than 10000 rows" in text_of(many.text)


async def test_signups_are_closed(client, slug, database):
    await publish(client, slug=slug, open=False)
    async with organiser(client) as site:
        answer = await hand_in(site, slug, GOOD, do="import")
    assert answer.status_code == 422
    assert "Signups are closed, so nobody was signed up." in text_of(answer.text)


async def test_the_list_taken_along(client, slug, jetstream):
    await post(client, conference=slug, email="ana@example.org", name="=1+1")
    await finished(jetstream)
    async with organiser(client) as site:
        page = await site.get(f"/console/conferences/{slug}/participants")
        answer = await site.get(f"/console/conferences/{slug}/export.csv")
    assert f'href="/console/conferences/{slug}/export.csv"' in page.text
    assert f'href="/console/conferences/{slug}/import"' in page.text
    assert answer.content.startswith(b"\xef\xbb\xbfname,email,")
    assert b"\r\n'=1+1,ana@example.org," in answer.content
    assert answer.headers["Cache-Control"] == "no-store"


async def test_only_organisers_and_only_from_a_page_of_the_console(client, slug, database):
    for path in ("import", "export.csv"):
        answer = await client.get(f"/console/conferences/{slug}/{path}", headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/console/login?next=/console/conferences/{slug}/{path}",
        )
    assert (await hand_in(client, slug, GOOD, token="x", do="import")).status_code == 401
    async with organiser(client) as site:
        foreign = await hand_in(site, slug, GOOD, token="0" * 64, do="import")
        site.headers["Sec-Fetch-Site"] = "cross-site"
        elsewhere = await hand_in(site, slug, GOOD, token="0" * 64, do="import")
    assert (foreign.status_code, elsewhere.status_code) == (403, 403)
    assert await database["participants"].count_documents({}) == 0
    assert PASSWORD not in foreign.text
