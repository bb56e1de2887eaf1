"""Somebody sets what counts, and moves on the day, in a browser without script."""

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.mailbox import mails_to, text_of
from tests.e2e.test_signup_to_agenda import CONFIRMED, TOO_WIDE, link_in
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser
TWENTY_PAST_TEN = "2026-10-28T10:20:00-04:00"


def fine(page: Page) -> None:
    """Accessible, and no wider than a phone."""
    assert page.evaluate(TOO_WIDE) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_day_is_set_and_moved(product: Product, browser: Browser):
    signup = {"conference": CONFERENCE, "name": "Ana", "email": "day@example.org", "goals": [{"statement": "pacing"}]}
    httpx.post(f"{product.url('registration')}/v1/signups", json=signup).raise_for_status()
    agenda = link_in(text_of(mails_to(product, "day@example.org", count=2)[CONFIRMED]))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(agenda)

    first = page.locator(".session .title").first.inner_text()
    page.locator(".session summary").first.click()
    page.get_by_role("form", name=f"Your say about {first}").get_by_role("button", name="Not for me").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    expect(page.locator(".timeline")).not_to_contain_text(first)

    page.get_by_text("What counts, and your pace").click()
    page.get_by_label("One step further on the spectrum").fill("4")
    page.get_by_label("I leave at").fill("12:00")
    page.get_by_role("button", name="Make my day with this").click()
    expect(page.get_by_label("One step further on the spectrum")).to_have_value("4")
    expect(page.get_by_label("I leave at")).to_have_value("12:00")

    page.goto(f"{agenda}/now?at={TWENTY_PAST_TEN}".replace("+", "%2B"))
    joins = page.get_by_role("button", name="Join")
    title = page.locator(".options h3").first.inner_text()
    joins.first.click()
    expect(page.get_by_role("status")).to_contain_text("planned from here")
    expect(page.locator(".timeline")).to_contain_text(title)
    context.close()


def test_these_pages_are_accessible(product: Product, browser: Browser):
    signup = {"conference": CONFERENCE, "name": "Ana", "email": "ax@example.org", "goals": [{"statement": "pacing"}]}
    httpx.post(f"{product.url('registration')}/v1/signups", json=signup).raise_for_status()
    agenda = link_in(text_of(mails_to(product, "ax@example.org", count=2)[CONFIRMED]))
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(agenda)
        page.get_by_text("What counts, and your pace").click()
        page.locator(".session summary").first.click()
        fine(page)
        for url in (f"{agenda}/sessions", f"{agenda}/recommended", f"{agenda}/now?at={TWENTY_PAST_TEN}"):
            page.goto(url)
            fine(page)
        context.close()
