"""The whole way in Spanish: on a phone, in light and dark, with and without JavaScript."""

import re

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.mailbox import mails_to, text_of
from tests.e2e.test_signup_to_agenda import TOO_WIDE, link_in
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser

READY = "Tu inscripción está lista: Michigan Personalized Learning Day 2026, 28 de octubre de 2026"
PHONE: ViewportSize = {"width": 360, "height": 740}


def fill_in_spanish(page: Page, email: str) -> None:
    page.get_by_label("Nombre").fill("Ana Ruiz")
    page.get_by_label("Correo electrónico").fill(email)
    page.get_by_label("Objetivo 1 (obligatorio)").fill("let my students move at their own pace")
    page.get_by_role("group", name="Ritmo individual").get_by_role("radio", name="1").check()
    page.get_by_label("Desde", exact=True).fill("09:00")
    page.get_by_label("Hasta", exact=True).fill("15:30")


def is_well_made(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "es")
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    assert page.evaluate(TOO_WIDE) == [], f"{page.url} is wider than the phone"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_the_form_to_the_agenda_in_spanish(product: Product, browser: Browser, scheme):
    email = f"spanish-{scheme}@example.org"
    context = browser.new_context(locale="es-MX", timezone_id="Europe/Madrid", color_scheme=scheme, viewport=PHONE)
    page = context.new_page()
    page.goto(product.url("registration"))
    is_well_made(page)
    fill_in_spanish(page, email)
    expect(page.get_by_text("En tu propio reloj, Madrid: ")).to_be_visible()
    page.get_by_role("button", name="Inscribirme").click()

    page.wait_for_url("**/signups/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Tenemos tu inscripción|Revisa tu correo"))
    is_well_made(page)

    mails = mails_to(product, email, count=2)
    confirmation = mails.pop(READY)
    [(subject, agenda)] = mails.items()
    assert subject.startswith("Tu agenda para Michigan Personalized Learning Day 2026: ")
    assert "Entre paréntesis: hora de Madrid." in text_of(agenda)
    assert "Para tu objetivo “let my students move at their own pace”: " in text_of(agenda)

    page.goto(link_in(text_of(confirmation)))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tu día")
    expect(page.get_by_text("Los horarios en pequeño son los de tu propio reloj, Madrid.")).to_be_visible()
    expect(page.locator(".own").first).to_be_visible()
    is_well_made(page)
    context.close()


def test_changing_the_language_without_javascript_keeps_what_was_typed(product: Product, browser: Browser):
    context = browser.new_context(locale="en-US", java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(product.url("registration"))
    page.get_by_label("Name").fill("Ana Ruiz")
    page.get_by_label("Goal 1 (required)").fill("let my students move")
    page.get_by_role("button", name="Español").click()

    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_label("Nombre")).to_have_value("Ana Ruiz")
    expect(page.get_by_label("Objetivo 1 (obligatorio)")).to_have_value("let my students move")
    expect(page.locator(".problems")).to_have_count(0)
    fill_in_spanish(page, "switched@example.org")
    page.get_by_role("button", name="Inscribirme").click()

    page.wait_for_url("**/signups/*")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto(link_in(text_of(mails_to(product, "switched@example.org", count=2)[READY])))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tu día")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your day")
    context.close()


def test_enter_in_a_field_signs_up(product: Product, browser: Browser):
    context = browser.new_context(locale="es-MX", viewport=PHONE)
    page = context.new_page()
    page.goto(product.url("registration"))
    page.get_by_label("Nombre").fill("Ana Ruiz")
    page.get_by_label("Nombre").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".problems")).to_be_visible()
    context.close()


def test_a_page_says_which_language_it_is_in(product: Product):
    asked = {"accept": "text/html", "accept-language": "es-419,es;q=0.9,en;q=0.5"}
    with httpx.Client(headers=asked, base_url=product.url("registration")) as reader:
        found, missing = reader.get(f"/conferences/{CONFERENCE}"), reader.get("/nothing-here")
    assert found.headers["content-language"] == missing.headers["content-language"] == "es"
    assert found.headers["vary"] == "Accept-Language, Cookie"
    assert "Esta página no existe" in missing.text
