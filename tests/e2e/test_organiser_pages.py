"""An organiser finds everything about their conference in the browser: five pages, one place."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from shared.links import Links, Purpose
from tests.e2e.organising import own_conference
from tests.e2e.test_console import log_in, sign_up
from tests.e2e.test_signup_to_agenda import TOO_WIDE
from tests.stack.product import Product

pytestmark = pytest.mark.browser

SLUG = "organised"
PACE = [{"statement": "let students move at their own pace"}]
TABS = {
    "Demand": "What everybody wants",
    "Seats": "Seats",
    "Attendance": "Attendance and credit",
    "Growth": "How far people came",
    "Ranking quality": "How good recommendations were",
}


def a_session(guid: str, title: str, ago: int, **more: Any) -> dict[str, Any]:
    start = (datetime.now(UTC) - timedelta(minutes=ago)).isoformat()
    return {"guid": guid, "title": title, "start": start, "minutes": 60, "room": "Room A", **more}


@pytest.fixture(scope="module")
def organised(product: Product) -> Iterator[None]:
    """A conference of today: six people were in its first session and looked back, and three wait for the next one."""
    now = datetime.now(UTC)
    conference: dict[str, Any] = {
        "slug": SLUG,
        "name": "A day in good order",
        "starts_on": str((now - timedelta(hours=2)).date()),
        "ends_on": str((now + timedelta(hours=3)).date()),
        "zone": "UTC",
        "place": "Here",
        "capacity": 100,
    }
    sessions = [
        a_session("earlier", "Pace for beginners", 100, ingredients={"individual_pacing": 2}),
        a_session("later", "Let students move at their own pace", -30, capacity=3),
        *(a_session(title, title, 70, room=title) for title in ("Robots", "Quilts", "Families")),
    ]
    with own_conference(product, conference, sessions):
        for number in range(6):
            sign_up(product, conference=SLUG, name=f"Nora {number}", goals=PACE, spectrum={"individual_pacing": 1})
        _attended(product)
        yield


def _attended(product: Product) -> None:
    site, headers = product.url("recommendations"), {"Authorization": f"Bearer {product.credentials.organiser_token}"}
    roster = f"{product.url('registration')}/v1/conferences/{SLUG}/participants.csv"
    rows = csv.DictReader(io.StringIO(httpx.get(roster, headers=headers).raise_for_status().text.lstrip("\ufeff")))
    links = Links([product.credentials.link_secrets])
    for row in rows:
        came = {"participant": row["id"], "session": "earlier"}
        said = came | {"at": (datetime.now(UTC) - timedelta(minutes=105)).isoformat()}
        httpx.post(f"{site}/v1/conferences/{SLUG}/check-ins", json=said, headers=headers).raise_for_status()
        back = f"{site}/agenda/{links.sign(Purpose.AGENDA, row['id'])}/reflection"
        assert httpx.post(back, data={"individual_pacing": "2", "version": "0"}).status_code == 303


def readable(page: Page) -> None:
    found = Axe().run(page)
    assert found.response["violations"] == [], f"{page.url}: {found.generate_report()}"
    assert page.evaluate(TOO_WIDE) == [], page.url


def test_from_the_console_through_every_page_on_a_phone(product: Product, organised: None, page: Page):
    log_in(page, product)
    page.goto(f"{product.url('registration')}/console/conferences/{SLUG}")
    for tab, heading in TABS.items():
        page.get_by_role("link", name=tab, exact=True).click()
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        readable(page)
    page.get_by_role("button", name="Measure now").click()
    expect(page.get_by_role("status")).to_be_visible()

    page.get_by_role("link", name="Seats", exact=True).click()
    expect(page.get_by_role("row", name="Let students move")).to_contain_text("3 people wait")
    expect(page.get_by_role("row", name="Let students move")).to_contain_text("3 of 3")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing was changed.")
    page.get_by_role("button", name="Allocate now").click()
    expect(page.get_by_role("status")).to_contain_text("Seats were given out.")
    expect(page.get_by_role("img", name="half: ")).to_be_visible()

    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_everybody_can_read_them(product: Product, organised: None, browser: Browser):
    site, token = product.url("recommendations"), Links([product.credentials.link_secrets])
    link = token.sign(Purpose.ORGANISER, SLUG)
    context = browser.new_context(color_scheme="dark", locale="es", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    for path, said in {
        "seats": "3 personas esperan",
        "attendance": "Unas 7,5 horas en total, de 5 personas",
        "growth": "6 de 6 personas están más adelante que antes",
        "ranking": "De 5 personas con objetivos",
    }.items():
        page.goto(f"{site}/{path}/{link}")
        assert page.locator("html").get_attribute("lang") == "es"
        expect(page.get_by_role("main")).to_contain_text(said)
        readable(page)
    context.close()
