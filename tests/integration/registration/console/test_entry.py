"""Who gets into the console, and who does not."""

from datetime import timedelta

import httpx
import pytest

from services.registration.console import entry, session
from services.registration.console.session import Session, Sessions
from shared.events import utc_now
from tests.integration.registration.console.browser import BROWSER, HERE, PAGES, PASSWORD, form_token, log_in, organiser
from tests.integration.registration.site import ORGANISER, SECRET, publish, serving


async def test_a_browser_without_a_session_is_asked_for_the_password(site):
    for page in ("/console", HERE, f"{HERE}/participants"):
        answer = await site.get(page, headers=BROWSER)
        assert answer.status_code == 303
        assert answer.headers["location"] in (f"/console/login?next={page}", "/console/login")
    for part in (f"{HERE}/live", f"{HERE}/places/live"):  # a login page has no place inside a page
        assert (await site.get(part, headers=BROWSER)).status_code == 401


async def test_the_password_opens_every_page_and_logging_out_ends_it(site):
    answer = await log_in(site)

    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("console=")
    for part in ("HttpOnly", "SameSite=strict", "Path=/console", "Max-Age=43200"):
        assert part in cookie
    for page in PAGES:
        found = await site.get(page, headers=BROWSER)
        assert found.status_code == 200, page
        assert found.headers["cache-control"] == "no-store"
        assert found.headers["x-robots-tag"] == "noindex, nofollow"
        assert found.headers["referrer-policy"] == "no-referrer"

    stolen = dict(site.cookies)
    site.cookies.set("console-search", "QW5h", domain="registration.example.org", path="/console")
    token = form_token(await site.get(HERE, headers=BROWSER))
    out = await site.post("/console/logout", data={"form_token": token}, headers=BROWSER)
    assert (out.status_code, out.headers["location"]) == (303, "/console/login")
    assert not [name for name in site.cookies if name.startswith("console")]
    site.cookies.update(stolen)  # a copy of the cookie is of no use either
    assert (await site.get(HERE, headers=BROWSER)).status_code == 303


async def test_another_password_opens_nothing(site, monkeypatch):
    monkeypatch.setattr(entry, "THINKING", 0.0)
    for password in ("", "wrong", PASSWORD + " ", PASSWORD.upper(), "x" * 5000, "\ud800", "ключ"):
        sent = {"password": password.encode("utf-8", "surrogatepass")}
        answer = await site.post("/console/login", data=sent, headers=BROWSER)

        assert answer.status_code == 403, sent
        assert "This is not the password." in answer.text, sent
        assert "console" not in site.cookies, sent
        assert (await site.get(HERE, headers=BROWSER)).status_code == 303, sent


async def test_without_a_password_nobody_gets_in(settings):
    async with serving(settings.model_copy(update={"organiser_password": ""})) as site:
        assert (await log_in(site, "")).status_code == 403
        site.cookies.set("console", Sessions([SECRET], "", utc_now).begin())
        assert (await site.get("/console", headers=BROWSER)).status_code == 303
        assert "ORGANISER_PASSWORD" in (await site.get("/console/login", headers=BROWSER)).text


async def test_passwords_cannot_be_tried_without_end(site, monkeypatch):
    monkeypatch.setattr(entry, "THINKING", 0.0)
    answers = [await log_in(site, f"guess {number}") for number in range(12)]

    assert [answer.status_code for answer in answers] == [403] * 10 + [429] * 2
    assert 0 < int(answers[-1].headers["retry-after"]) <= 900
    assert (await log_in(site)).status_code == 429, "not even the right one"


async def test_a_session_ends_after_twelve_hours(site):
    long_ago = Sessions([SECRET], PASSWORD, lambda: utc_now() - session.LASTS - timedelta(seconds=1)).begin()
    nearly = Sessions([SECRET], PASSWORD, lambda: utc_now() - session.LASTS + timedelta(minutes=1)).begin()

    assert (await site.get(HERE, headers={**BROWSER, "Cookie": f"console={long_ago}"})).status_code == 303
    assert (await site.get(HERE, headers={**BROWSER, "Cookie": f"console={nearly}"})).status_code == 200


async def test_a_cookie_nobody_gave_out_opens_nothing(site):
    genuine = Sessions([SECRET], PASSWORD, utc_now).begin()
    forged = [
        "",
        "x",
        genuine.partition(".")[0] + "." + genuine.partition(".")[2][::-1],
        genuine.partition(".")[0],
        genuine.partition(".")[0] + ".",
        Sessions(["another secret of sixteen"], PASSWORD, utc_now).begin(),
        Sessions([SECRET], "yesterday's password", utc_now).begin(),
        "é" * 10,
        "." * 4000,
    ]
    for cookie in forged:
        answer = await site.get(HERE, headers={**BROWSER, "Cookie": f"console={cookie}".encode()})
        assert answer.status_code == 303, cookie


async def test_a_secret_in_rotation_still_opens(settings):
    async with serving(settings.model_copy(update={"link_secrets": f"a newer secret of these tests,{SECRET}"})) as site:
        await publish(site)
        old = Sessions([SECRET], PASSWORD, utc_now).begin()
        assert (await site.get(HERE, headers={**BROWSER, "Cookie": f"console={old}"})).status_code == 200


async def test_programs_come_in_with_the_organisers_token(site):
    for page in PAGES:
        assert (await site.get(page, headers=ORGANISER)).status_code == 200
    changed = await site.post(f"{HERE}/places", data={"capacity": "7", "offer": "2", "unit": "60"}, headers=ORGANISER)
    assert changed.status_code == 303
    for wrong in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}, {"Authorization": "Basic eA=="}):
        answer = await site.get(HERE, headers=wrong)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_without_a_token_no_program_comes_in(settings):
    async with serving(settings.model_copy(update={"organiser_token": ""})) as site:
        for sent in ("Bearer ", "Bearer", ""):
            assert (await site.get(HERE, headers={"Authorization": sent})).status_code == 401


async def test_after_the_login_one_is_where_one_wanted_to_be_and_never_elsewhere(site):
    for wanted, leads in (
        (f"{HERE}/places", f"{HERE}/places"),
        ("https://elsewhere.example", "/console"),
        ("//elsewhere.example", "/console"),
        ("/console/..//elsewhere.example", "/console"),
        ("/console\\elsewhere", "/console"),
        ("/consolecousin", "/console"),
        ("/console/\r\nSet-Cookie: x=y", "/console"),
    ):
        answer = await site.post("/console/login", data={"password": PASSWORD, "next": wanted}, headers=BROWSER)
        assert (answer.status_code, answer.headers["location"]) == (303, leads), wanted


async def test_over_https_the_cookie_never_travels_in_the_clear(settings):
    async with serving(settings.model_copy(update={"registration_url": "https://registration.example.org"})) as site:
        cookie = (await log_in(site)).headers["set-cookie"]
        assert cookie.startswith("__Host-console=")
        assert "Secure" in cookie
        assert "Path=/;" in cookie


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://registration.example.org.elsewhere.example"},
]


@pytest.mark.parametrize("said", FOREIGN, ids=str)
async def test_a_form_from_elsewhere_changes_nothing(site: httpx.AsyncClient, said):
    async with organiser(site):
        token = form_token(await site.get(HERE))
        del site.headers["Sec-Fetch-Site"]
        places = {"capacity": "1", "offer": "1", "unit": "60", "open": "yes", "form_token": token}

        for address, form in ((f"{HERE}/places", places), ("/console/logout", {"form_token": token})):
            assert (await site.post(address, data=form, headers=said)).status_code == 403
        assert (await site.post("/console/login", data={"password": PASSWORD}, headers=said)).status_code == 403

        assert (await site.get(f"/v1/conferences/{HERE.rpartition('/')[2]}")).json()["capacity"] == 400
        assert (await site.get(HERE)).status_code == 200, "still logged in"


@pytest.mark.parametrize("said", [{"Origin": "http://registration.example.org"}, {}], ids=str)
async def test_a_form_of_an_older_browser_is_taken(site, said):
    async with organiser(site):
        token = form_token(await site.get(HERE))
        del site.headers["Sec-Fetch-Site"]
        form = {"capacity": "9", "offer": "1", "unit": "60", "open": "yes", "form_token": token}
        assert (await site.post(f"{HERE}/places", data=form, headers=said)).status_code == 303


async def test_a_form_without_the_token_of_its_session_changes_nothing(site):
    sessions = Sessions([SECRET], PASSWORD, utc_now)
    others = sessions.form_token(Session("another", utc_now()))
    async with organiser(site):
        for form in ({}, {"form_token": ""}, {"form_token": others}, {"form_token": "é"}):
            places = {"capacity": "1", "offer": "1", "unit": "60", **form}
            assert (await site.post(f"{HERE}/places", data=places)).status_code == 403
            assert (await site.post("/console/logout", data=form)).status_code == 403
        assert (await site.get(f"/v1/conferences/{HERE.rpartition('/')[2]}")).json()["capacity"] == 400


async def test_nothing_of_the_console_is_in_the_api_document(site):
    paths = (await site.get("/openapi.json")).json()["paths"]
    assert not [path for path in paths if path.startswith("/console")]
