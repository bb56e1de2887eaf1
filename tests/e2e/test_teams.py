"""Two colleagues with phones: one begins a team, the other joins with the code, and they see who is where."""

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
SLUG = "teamwork"
DAY = (datetime.now(UTC) + timedelta(days=30)).date()
LOOKS: list[Any] = [("en", "light", 360), ("es", "dark", 1280)]
TITLES = {"pacing": "Pacing in practice", "robots": "Robots in the library"}


@pytest.fixture(scope="module")
def links(product: Product) -> Iterator[list[str]]:
    """The links to the days of two people who want the same two sessions at the same time."""
    conference = {"slug": SLUG, "name": "A day for teams", "starts_on": str(DAY), "ends_on": str(DAY)}
    where = {"zone": "UTC", "place": "Here", "capacity": 100}
    sessions = [
        {"guid": guid, "title": title, "room": title[:6], "start": f"{DAY}T10:00:00Z", "minutes": 60}
        for guid, title in TITLES.items()
    ]
    with own_conference(product, conference | where, sessions):
        yield [agenda_of(product, f"{name}@example.org") for name in ("team-ana", "team-ben")]


def agenda_of(product: Product, address: str) -> str:
    goals = [{"statement": title.lower()} for title in TITLES.values()]
    signup = {"conference": SLUG, "name": "Somebody", "email": address, "goals": goals}
    httpx.post(f"{product.url('registration')}/v1/signups", json=signup).raise_for_status()
    return link_in("\n".join(text_of(mail) for mail in mails_to(product, address, count=2).values()))


def joins(page: Page, link: str, name: str, code: str = "") -> None:
    page.goto(link)
    page.get_by_role("link", name="Go as a team").click()
    page.get_by_label("What your colleagues call you").fill(name)
    page.get_by_label("The code of their team").fill(code)
    page.get_by_role("button", name="Begin or join").click()


def test_a_team_sees_both_sessions_and_who_is_where(links: list[str], browser: Browser, page: Page):
    ana, ben = links
    joins(page, ana, "Ana")
    code = page.locator(".team-code").inner_text()
    page.goto(f"{ben}/team")
    assert Axe().run(page).response["violations"] == []

    joins(page, ben, "Ben", code)

    expect(page.get_by_role("status")).to_contain_text("Your days are planned together")
    places = page.locator(".team-places > li")
    expect(places).to_have_count(2)
    assert sorted(each.split("\n")[-1] for each in places.all_inner_texts()) == ["Ana", "Ben"]
    for language, scheme, width in LOOKS:
        context = browser.new_context(color_scheme=scheme, locale=language, viewport={"width": width, "height": 740})
        look = context.new_page()
        look.goto(f"{ben}/team")
        assert look.locator("html").get_attribute("lang") == language
        found = Axe().run(look)
        assert found.response["violations"] == [], found.generate_report()
        # The timeline scrolls by itself, with a finger and with the keys.
        assert look.evaluate(TOO_WIDE.replace("body *", "body *:not(.team-scrolls *)")) == []
        timeline = look.locator(".team-scrolls")
        timeline.focus()
        assert timeline.evaluate("one => one === document.activeElement")
        expect(timeline.get_by_role("row", name="Ben")).to_contain_text("10:00–11:00")
        context.close()

    page.get_by_role("button", name="Leave this team").click()
    expect(page.get_by_role("status")).to_contain_text("Your day is your own again.")
