"""What keeps machines out, met by people: work a browser does by itself, waiting without it, a field nobody sees."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.stack.product import Product, running_product

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product that asks everybody for work, and finds everybody too quick at first."""
    environment = {"PROOF_OF_WORK": "always", "MINIMUM_FILL_SECONDS": "3600"}
    with running_product(tmp_path_factory.mktemp("guarded"), environment) as running:
        yield running


def fill(page: Page, email: str) -> None:
    page.get_by_label("Name").fill("Ana Ruiz")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Goal 1 (required)").fill("let my students move at their own pace")


def sign_up(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Sign up").click()


def test_the_browser_does_the_work_while_people_write(guarded: Product, browser: Browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(guarded.url("registration"))
    fill(page, "work@example.org")
    expect(page.locator("input[name=proof]")).not_to_have_value("", timeout=30_000)
    sign_up(page)

    expect(page.get_by_role("main")).to_contain_text("That was quick. Please send it once more.")
    expect(page.get_by_label("E-mail address")).to_have_value("work@example.org")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    sign_up(page)
    page.wait_for_url("**/signups/*", timeout=30_000)
    context.close()


def test_sent_before_the_work_is_done_it_goes_out_afterwards(guarded: Product, browser: Browser):
    context = browser.new_context()
    page = context.new_page()
    # The work is put off until the form was sent.
    page.add_init_script(
        """const later = performance.now.bind(performance);
        let sent = false;
        addEventListener("submit", () => { sent = true; });
        performance.now = () => (sent ? later() : Infinity);"""
    )
    page.goto(guarded.url("registration"))
    fill(page, "hasty@example.org")
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("That was quick", timeout=30_000)
    page.get_by_label("Name").press("Enter")
    page.wait_for_url("**/signups/*", timeout=30_000)
    context.close()


def test_without_javascript_waiting_is_enough(guarded: Product, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(guarded.url("registration"))
    expect(page.get_by_text("Without JavaScript, take at least a minute")).to_be_visible()
    fill(page, "patient@example.org")
    with page.expect_response("**/signups") as quick:
        sign_up(page)
    assert quick.value.status == 422
    with page.expect_response("**/signups") as early:
        sign_up(page)
    assert early.value.status == 429
    assert 0 < int(early.value.headers["retry-after"]) <= 60
    expect(page.get_by_role("main")).to_contain_text("send it again in a minute")
    expect(page.get_by_label("E-mail address")).to_have_value("patient@example.org")
    context.close()


def test_nobody_meets_the_field_that_is_to_stay_empty(guarded: Product, page: Page):
    page.goto(guarded.url("registration"))
    expect(page.get_by_role("textbox", name="Leave this empty")).to_have_count(0)
    trap = page.get_by_label("Leave this empty")
    box = trap.locator("xpath=..").bounding_box()
    assert box
    assert (box["width"], box["height"]) <= (1, 1)
    page.get_by_label("School or organisation").focus()
    focused = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.name || ''"))
    assert "definition" in focused
    assert "remarks" not in focused
