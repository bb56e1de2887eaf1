"""Somebody has themselves forgotten, on a phone and without JavaScript, and watches the receipt fill."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pymongo import MongoClient

from shared.links import Links, Purpose
from tests.e2e.mailbox import mails_to
from tests.e2e.test_signup_to_agenda import TOO_WIDE
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
WORDS = {
    "en": ("Delete my data", "We are forgetting you", "You are forgotten", "Save the receipt"),
    "es": ("Borrar mis datos", "Estamos borrando tus datos", "Ya no guardamos nada de ti", "Guardar el comprobante"),
}


def manage_page(product: Product, email: str) -> str:
    """The page behind the link of their mails."""
    goal = {"statement": "let my students move at their own pace", "area": "instruction"}
    body = {"conference": CONFERENCE, "name": "Ana Ruiz", "email": email, "goals": [goal]}
    assert httpx.post(f"{product.url('registration')}/v1/signups", json=body).status_code == 202
    mails_to(product, email, count=2)
    with MongoClient[dict[str, Any]](product.mongod.url) as mongo:
        found = mongo.registration.participants.find_one({"person": email})
    assert found
    secrets = product.credentials.link_secrets.split(",")
    return f"{product.url('registration')}/manage/{Links(secrets).sign(Purpose.MANAGE, found['_id'])}"


def is_well_made(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    assert page.evaluate(TOO_WIDE) == [], f"{page.url} is wider than the phone"


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])
def test_the_receipt_fills_by_itself(product: Product, browser: Browser, language: str, scheme: Any, tmp_path: Path):
    button, during, after, save = WORDS[language]
    email = f"erased-{language}@example.org"
    context = browser.new_context(locale=language, color_scheme=scheme, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{manage_page(product, email)}/erase")
    page.get_by_role("button", name=button).click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(during)
    is_well_made(page)
    expect(heading).to_have_text(after, timeout=30_000)  # nobody presses anything
    is_well_made(page)
    expect(page.locator(".steps > .done")).to_have_count(4)
    assert email not in page.content()
    assert "Ana" not in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("link", name=save).click()
    download.value.save_as(tmp_path / "receipt.json")
    receipt = json.loads((tmp_path / "receipt.json").read_text())
    verdict = httpx.post(f"{product.url('registration')}/v1/receipts/verify", json=receipt).json()
    assert verdict == {"genuine": True}
    context.close()


def test_it_works_without_javascript(product: Product, browser: Browser):
    context = browser.new_context(locale="en", java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    address = manage_page(product, "erased-plainly@example.org")
    page.goto(f"{address}/erase")
    page.get_by_role("button", name="Delete my data").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You are forgotten", timeout=30_000)
    receipt = page.url
    page.goto(address)
    page.get_by_role("link", name="See the receipt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are forgotten")
    assert page.url.rpartition("/")[0] == receipt.rpartition("/")[0]
    context.close()
