"""An organiser sees what everybody wants: in a terminal, and drawn on a page the console leads to."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.organising import own_conference
from tests.e2e.test_console import log_in, sign_up
from tests.e2e.test_signup_to_agenda import TOO_WIDE
from tests.stack.product import Product

pytestmark = pytest.mark.browser


SLUG = "demanded"
CONFERENCE = {
    "slug": SLUG,
    "name": "A day with too many choices",
    "starts_on": "2027-03-03",
    "ends_on": "2027-03-03",
    "zone": "America/Detroit",
    "place": "Here",
    "capacity": 100,
}
ROOMS = [("pacing", "Pacing in practice", "Small", 5), ("robots", "Robots in the library", "Large", 50)]
SESSIONS = [
    {"guid": guid, "title": title, "room": room, "capacity": seats, "start": "2027-03-03T09:00", "minutes": 60}
    for guid, title, room, seats in ROOMS
] + [{"guid": "lunch", "title": "Lunch", "room": "Large", "start": "2027-03-03T12:00", "minutes": 60}]
BEES = "keep bees on the roof of the gymnasium"
PEOPLE = [["pacing in practice"]] * 7 + [["pacing in practice", "robots in the library", BEES]] * 6


def run(product: Product, *options: str) -> subprocess.CompletedProcess[str]:
    """`desirepath demand`."""
    here = ["--recommendations", product.url("recommendations"), "--token", product.credentials.organiser_token]
    command = [sys.executable, "-m", "deploy.cli", "demand", SLUG, *options, *here]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def demand(product: Product, *options: str) -> str:
    """What it prints."""
    answer = run(product, *options)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture(scope="module")
def measured(product: Product) -> Iterator[dict[str, Any]]:
    """A conference with thirteen people, and what was measured of them."""
    with own_conference(product, CONFERENCE, SESSIONS):
        yield _measured(product)


def _measured(product: Product) -> dict[str, Any]:
    for goals in PEOPLE:
        sign_up(product, conference=SLUG, goals=[{"statement": goal} for goal in goals], spectrum={})
    for _ in range(20):
        answer = run(product, "--measure", "--json")
        found = json.loads(answer.stdout) if answer.returncode == 0 else {}
        if found and found["demand"]["people"] == 10:
            return found
    raise AssertionError(answer.stderr or found)


def test_the_terminal_has_it_as_tables(product, measured):
    found = measured["demand"]
    assert [(group["people"], "bees" in group["words"]) for group in found["unmet"]] == [(5, True)]
    assert [(each["one"], each["other"], each["people"]) for each in found["clashes"]] == [("pacing", "robots", 5)]
    assert [(each["guid"], each["room"]) for each in found["repeats"]][:1] == [("pacing", "Small")]
    assert [(each["guid"], each["other"]) for each in found["swaps"]] == [("pacing", "robots")]
    printed = demand(product)
    assert "Goals no session serves well" in printed
    assert "bees" in printed


def test_the_console_leads_to_the_pictures(product, measured, page: Page):
    log_in(page, product)
    page.goto(f"{product.url('registration')}/console/conferences/{SLUG}")
    page.get_by_role("link", name="Demand").click()
    expect(page.get_by_role("heading", name="What everybody wants")).to_be_visible()
    expect(page.get_by_role("row", name="bees")).to_be_visible()
    page.get_by_role("button", name="Measure now").click()
    expect(page.get_by_role("status")).to_be_visible()


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 360), ("es", "dark", 1280)])
def test_everybody_can_read_it(product, measured, browser: Browser, language, scheme, width):
    context = browser.new_context(color_scheme=scheme, locale=language, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(demand(product, "--link").strip())
    assert page.locator("html").get_attribute("lang") == language
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate(TOO_WIDE) == []
    context.close()
