"""An organiser uses the console in a browser."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.test_signup_to_agenda import TOO_WIDE
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser

LOOKS = [("en", "light", 360), ("en", "dark", 1280), ("es", "light", 1280), ("es", "dark", 360)]
LATER = 15_000
"""Milliseconds in which what lives has to show."""


def sign_up(product: Product, **said) -> None:
    """Somebody signs up, and it is handled."""
    site = product.url("registration")
    body = {
        "conference": CONFERENCE,
        "name": "Nora Quist",
        "email": f"{uuid4().hex}@example.org",
        "school": "Harbor School",
        "goals": [{"statement": "let students lead their own meetings", "area": "assessment"}],
        "spectrum": {"technology": 2},
        **said,
    }
    taken = httpx.post(f"{site}/v1/signups", json=body).raise_for_status()
    deadline = time.monotonic() + 20
    while httpx.get(site + taken.headers["location"]).json()["state"] == "received":
        assert time.monotonic() < deadline, "the signup is not handled"
        time.sleep(0.05)


def log_in(page: Page, product: Product) -> None:
    page.goto(f"{product.url('registration')}/console")
    page.get_by_label("Password").fill(product.credentials.organiser_password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    # Where there are several conferences, the first page is a list of them.
    page.goto(f"{product.url('registration')}/console/conferences/{CONFERENCE}")


def number_of(page: Page) -> int:
    found = re.search(r"([\d,]+) signups? so far", page.get_by_role("main").inner_text())
    return int(found[1].replace(",", "")) if found else 0


@pytest.fixture(scope="module")
def cookies(product: Product, browser: Browser) -> list:
    """One login for the tests that are about something else: an address may only try so often."""
    context = browser.new_context()
    log_in(context.new_page(), product)
    kept = context.cookies()
    context.close()
    return kept


@pytest.fixture
def organiser(browser: Browser, cookies: list) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies(cookies)
    yield context
    context.close()


def test_an_organiser_watches_signups_come_in_and_looks_one_up(product: Product, page: Page):
    sign_up(product)
    log_in(page, product)
    expect(page.get_by_text("so far")).to_be_visible(timeout=LATER)
    before = number_of(page)
    page.get_by_text("The same as a table").click()
    chart = page.locator("svg path.line")
    shape = chart.get_attribute("d")
    loaded = page.evaluate("performance.timeOrigin")

    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda _: sign_up(product), range(12)))

    words = f"{before + 12:,} signups so far"
    expect(page.get_by_role("main")).to_contain_text(words, timeout=LATER)
    assert page.evaluate("performance.timeOrigin") == loaded, "the page was not loaded again"
    assert page.locator("svg path.line").get_attribute("d") != shape
    expect(page.locator("#chart-table")).to_have_attribute("open", "")
    expect(page.get_by_role("row", name=re.compile("Assessment"))).to_contain_text(re.compile(r"\d"))

    sign_up(product, name="Ülkü Özgür", school="Pine Ridge", goals=[{"statement": "start small"}])
    expect(page.get_by_role("main")).to_contain_text(f"{before + 13:,} signups so far", timeout=LATER)
    page.get_by_role("link", name="Participants").click()
    page.get_by_label("Name, address, school or goal").fill("ulku pine")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("One participant")
    assert "ulku" not in page.url
    page.get_by_role("link", name="Ülkü Özgür").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ülkü Özgür")
    history = page.get_by_role("region", name="What happened").get_by_role("listitem")
    expect(history).to_have_count(2)
    expect(history.last).to_contain_text("participant.registered.v1")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("One participant")

    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Organiser's console")
    page.goto(f"{product.url('registration')}/console")
    expect(page.get_by_label("Password")).to_be_visible()


def test_what_lives_can_be_stopped(product: Product, organiser: BrowserContext):
    page = organiser.new_page()
    sign_up(product)
    page.goto(f"{product.url('registration')}/console/conferences/{CONFERENCE}")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = number_of(page)
    sign_up(product)
    page.clock.install()
    page.clock.run_for(60_000)
    assert asked == []
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(f"{before:,} signups so far", timeout=LATER)


def test_more_places_are_offered_while_one_looks(product: Product, organiser: BrowserContext):
    site = product.url("registration")
    authorised = {"Authorization": f"Bearer {product.credentials.organiser_token}"}
    small = {
        **httpx.get(f"{site}/v1/conferences/{CONFERENCE}").json(),
        "slug": "small",
        "name": "A small conference",
        "capacity": 1,
        "open": True,
    }
    httpx.put(f"{site}/v1/conferences/small", json=small, headers=authorised).raise_for_status()
    page = organiser.new_page()
    page.goto(f"{site}/console/conferences/small/places")
    for name in ("Ana One", "Ben Two", "Carla Three"):
        sign_up(product, conference="small", name=name)
        expect(page.get_by_role("main")).to_contain_text(
            "1 of 1 places are taken" if name == "Ana One" else name, timeout=LATER
        )

    page.get_by_label("Places", exact=True).fill("2")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("status")).to_contain_text("Saved.")
    offered = page.get_by_role("row", name=re.compile("Ben Two"))
    expect(offered).to_contain_text("Offered until", timeout=LATER)
    expect(page.get_by_role("row", name=re.compile("Carla Three"))).not_to_contain_text("Offered until")
    expect(page.get_by_role("main")).to_contain_text("2 of 2 places are taken")
    httpx.put(f"{site}/v1/conferences/small", json={**small, "open": False}, headers=authorised).raise_for_status()


def test_it_works_without_javascript(product: Product, browser: Browser, cookies: list):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.add_cookies(cookies)
    page = context.new_page()
    sign_up(product, name="Without Script")
    page.goto(f"{product.url('registration')}/console/conferences/{CONFERENCE}")
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    page.get_by_role("link", name="Participants").click()
    page.get_by_label("State").select_option(label="Confirmed")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link").filter(has_text="Without Script").first.click()
    page.get_by_text("Cancel this signup").click()
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(page.get_by_role("status")).to_contain_text("Done.")
    expect(page.get_by_role("main")).to_contain_text("participant.cancelled.v1")
    context.close()


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_every_page_is_accessible(product: Product, browser: Browser, cookies: list, language, scheme, width):
    unbroken = "A-Very-Long-Name-Without-Any-Place-To-Break-It-Anywhere " * 2
    sign_up(product, name=unbroken, definition="At their own pace.")
    context = browser.new_context(
        color_scheme=scheme, locale=language, viewport={"width": width, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    site = product.url("registration")
    page.goto(f"{site}/console/login")
    look_at(page)
    context.add_cookies(cookies)
    for path in ("", "/participants", "/participants?state=erased", "/places"):
        page.goto(f"{site}/console/conferences/{CONFERENCE}{path}")
        look_at(page)
    page.goto(f"{site}/console/conferences/{CONFERENCE}/participants")
    page.locator("table.people a").first.click()
    page.wait_for_url(re.compile(r"/participants/[0-9a-f-]{36}$"))
    look_at(page)
    page.goto(f"{site}/console/conferences/{CONFERENCE}/places")
    page.locator("#capacity").fill("none")
    page.locator("form .button-main").click()
    expect(page.locator("#capacity")).to_have_attribute("aria-invalid", "true")
    look_at(page)
    context.close()


def look_at(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    assert page.evaluate(TOO_WIDE) == [], f"{page.url} is wider than the window"
