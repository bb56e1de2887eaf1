"""An organiser hands in a list in a browser, and takes one along."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.test_console import LOOKS, log_in, look_at
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser

IN_SPANISH = {"en": ("Only look it through", "Sign everybody up"), "es": ("Solo revisarla", "Inscribir a todos")}


@pytest.fixture(scope="module")
def cookies(product: Product, browser: Browser) -> list:
    """One login: an address may only try so often."""
    context = browser.new_context()
    log_in(context.new_page(), product)
    kept = context.cookies()
    context.close()
    return kept


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]}")
def organiser(request, browser: Browser, cookies: list) -> Iterator[tuple[BrowserContext, str]]:
    language, scheme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale=language)
    context.add_cookies(cookies)
    yield context, language
    context.close()


def chosen(page: Page, content: str, button: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.get_by_role("button", name=button).click()


def test_a_list_is_looked_through_mended_and_handed_in(product: Product, organiser):
    context, language = organiser
    look_through, sign_up = IN_SPANISH[language]
    page = context.new_page()
    page.goto(f"{product.url('registration')}/console/conferences/{CONFERENCE}/participants")
    with page.expect_download() as downloading:
        page.locator("a[href$='/export.csv']").click()
    assert downloading.value.suggested_filename == f"{CONFERENCE}-participants.csv"
    page.locator("a[href$='/import']").click()
    look_at(page)

    address = f"{uuid4().hex}@example.org"
    wrong = f"name,email,goal_1,{'x' * 60}\nNora,{address},listen,1\n,nobody,,\n"
    chosen(page, wrong, look_through)
    expect(page.locator(".mistakes tbody tr")).to_have_count(3)
    look_at(page)
    chosen(page, wrong, sign_up)
    expect(page.locator("[role=alert]")).to_be_visible()
    look_at(page)
    chosen(page, f"name,email,goal_1\nNora,{address},listen\n", sign_up)
    expect(page.locator("[role=status]").first).to_contain_text(": 1.")
    look_at(page)
