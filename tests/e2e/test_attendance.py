"""On the day, with a phone: check in at a door, see what it is worth, check out."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.mailbox import mails_to, text_of
from tests.e2e.organising import own_conference
from tests.e2e.test_signup_to_agenda import TOO_WIDE, link_in
from tests.stack.product import Product

pytestmark = pytest.mark.browser
SLUG = "today"


def participant_of(agenda: str) -> str:
    """Whom the link is for, which it does not hide."""
    payload = agenda.rpartition("/")[2].split(".")[0]
    found: str = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return found


def ago(**time: int) -> str:
    return (datetime.now(UTC) - timedelta(**time)).isoformat()


@pytest.fixture(scope="module")
def doors(product: Product) -> Iterator[dict[str, str]]:
    """A conference that takes place now, and the links for its doors."""
    now = datetime.now(UTC)
    conference: dict[str, Any] = {
        "slug": SLUG,
        "name": "A day of today",
        "starts_on": str((now - timedelta(hours=1)).date()),
        "ends_on": str((now + timedelta(hours=3)).date()),
        "zone": "UTC",
        "place": "Here",
        "capacity": 100,
    }
    earlier = {
        "guid": "earlier",
        "title": "Pace for beginners",
        "start": ago(minutes=100),
        "minutes": 60,
        "room": "Room B",
        "ingredients": {"individual_pacing": 2},
    }
    later = {**earlier, "guid": "later", "title": "Let students move at their own pace", "start": ago(minutes=-10)}
    others = [
        {**earlier, "guid": f"other-{number}", "title": title, "start": ago(minutes=-80)}
        for number, title in enumerate(("Grading less", "Robots in the library", "Families at the table"))
    ]
    headers = {"Authorization": f"Bearer {product.credentials.organiser_token}"}
    with own_conference(product, conference, [earlier, {**later, "room": "Room A"}, *others]):
        yield httpx.post(f"{product.url('recommendations')}/v1/conferences/{SLUG}/doors", headers=headers).json()


def agenda_of(product: Product, address: str) -> str:
    signup = {
        "conference": SLUG,
        "name": "Ana",
        "email": address,
        "goals": [{"statement": "let students move at their own pace"}],
    }
    httpx.post(f"{product.url('registration')}/v1/signups", json=signup).raise_for_status()
    return link_in("\n".join(text_of(mail) for mail in mails_to(product, address, count=2).values()))


def test_from_the_code_at_the_door_to_coverage(product: Product, page: Page, doors: dict[str, str]):
    page.goto(agenda_of(product, "today@example.org"))
    page.get_by_role("link", name="Check in").click()
    expect(page.get_by_role("heading", name="You are in no session")).to_be_visible()
    own = page.url

    page.goto(doors["codes"])
    page.get_by_role("link", name="QR code for Let students move").click()
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_role("status")).to_have_text("Checked in.")

    page.goto(own)
    expect(page.get_by_role("heading", name="You are in Room A")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Leaving now costs 1.00")
    expect(page.get_by_role("main")).to_contain_text("1 hour planned")
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Check out").click()
    expect(page.get_by_role("heading", name="You are in no session")).to_be_visible()


def test_pages_are_accessible_in_the_dark_and_in_spanish(product: Product, browser: Browser, doors: dict[str, str]):
    agenda = agenda_of(product, "hoy@example.org")
    context = browser.new_context(color_scheme="dark", viewport={"width": 360, "height": 740}, locale="es")
    page = context.new_page()
    came = {"participant": participant_of(agenda), "session": "earlier", "at": ago(minutes=100)}
    said = {"Authorization": f"Bearer {doors['token']}"}
    httpx.post(
        f"{product.url('recommendations')}/v1/conferences/{SLUG}/check-ins", json=came, headers=said
    ).raise_for_status()
    for url in (
        f"{agenda}/attendance",
        f"{agenda}/reflection",
        doors["doors"],
        f"{doors['doors']}/later",
        doors["codes"],
    ):
        page.goto(url)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{url}: {found.generate_report()}"
        assert page.evaluate(TOO_WIDE) == [], f"{url} is wider than the phone"
        assert page.get_by_role("link", name="English").is_visible()
    page.goto(f"{agenda}/reflection")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("status")).to_contain_text("Guardado.")
    assert Axe().run(page).violations_count == 0
    page.goto(doors["codes"])
    page.get_by_role("link", name="Código QR de Let students move").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Estás en la puerta")
    assert Axe().run(page).violations_count == 0
    context.close()
