"""Somebody lets their calendar follow their day, in a browser, and takes the address away again."""

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, expect

from tests.e2e.mailbox import mails_to, text_of
from tests.e2e.test_signup_to_agenda import CONFIRMED, TOO_WIDE, link_in
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser


def test_a_calendar_follows_a_day(product: Product, browser: Browser):
    signup = {"conference": CONFERENCE, "name": "Ana", "email": "feed@example.org", "goals": [{"statement": "pacing"}]}
    httpx.post(f"{product.url('registration')}/v1/signups", json=signup).raise_for_status()
    agenda = link_in(text_of(mails_to(product, "feed@example.org", count=2)[CONFIRMED]))
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(agenda)

    page.get_by_role("button", name="Get an address for your calendar").click()

    address = page.get_by_label("Or paste this address").input_value()
    subscribe = page.get_by_role("link", name="Subscribe")
    expect(subscribe).to_have_attribute("href", address.replace("http:", "webcal:"))
    assert page.evaluate(TOO_WIDE) == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    sessions = [str(event["SUMMARY"]) for event in Calendar.from_ical(httpx.get(address).text).walk("VEVENT")]
    assert sessions == page.locator(".session .title").all_inner_texts()

    page.get_by_role("button", name="Take it away").click()

    expect(page.get_by_role("button", name="Get an address for your calendar")).to_be_visible()
    assert httpx.get(address).status_code == 404
    context.close()
