"""A person signs up in a browser and opens the agenda from the mail."""

import re
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.e2e.mailbox import calendar_of, mails_to, text_of
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser

TOO_WIDE = """[...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120))"""
CONFIRMED = "You're signed up: Michigan Personalized Learning Day 2026, 28 October 2026"


def fill_as_a_person(page: Page, email: str) -> None:
    page.get_by_label("Name").fill("Ana Ruiz")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Role").fill("teacher")
    page.get_by_label("School or organisation").fill("Riverside Middle School")
    page.get_by_label("Goal 1 (required)").fill("let my students move at their own pace")
    page.get_by_label("How do you define personalised learning?").fill("Everybody works on what they need next.")
    page.get_by_role("group", name="Individual pacing").get_by_role("radio", name="1").check()
    page.get_by_label("From", exact=True).fill("09:00")
    page.get_by_label("Until", exact=True).fill("15:30")
    page.get_by_label("30 min").check()


def link_in(text: str) -> str:
    found = re.search(r"http://\S+/agenda/\S+", text)
    assert found
    return found[0]


def events_in(calendar: str) -> list[Any]:
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def test_from_the_form_to_the_agenda(product: Product, page: Page):
    page.goto(product.url("registration"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Michigan Personalized Learning Day 2026")
    fill_as_a_person(page, "ana@example.org")
    page.get_by_role("button", name="Sign up").click()

    page.wait_for_url("**/signups/*")
    expect(page.get_by_role("main")).to_contain_text("mail")
    expect(page.get_by_role("main")).not_to_contain_text("ana@example.org")

    mails = mails_to(product, "ana@example.org", count=2)
    confirmation = mails.pop(CONFIRMED)
    [(subject, agenda)] = mails.items()
    assert subject.startswith("Your agenda for Michigan Personalized Learning Day 2026")
    [day] = events_in(calendar_of(confirmation))
    assert str(day["dtstart"].dt) == "2026-10-28"

    page.goto(link_in(text_of(agenda)))
    expect(page.get_by_role("main")).to_contain_text("let my students move at their own pace")
    sessions = events_in(calendar_of(agenda))
    assert len(sessions) >= 3
    for session in sessions:
        expect(page.get_by_role("main")).to_contain_text(str(session["summary"]))

    with page.expect_download() as download:
        page.get_by_role("link", name="Add to your calendar").click()
    downloaded = events_in(download.value.path().read_text())
    assert [str(one["uid"]) for one in downloaded] == [str(one["uid"]) for one in sessions]


def test_works_without_javascript(product: Product, browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(product.url("registration"))
    fill_as_a_person(page, "no-script@example.org")
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/signups/*")
    mails = mails_to(product, "no-script@example.org", count=2)
    page.goto(link_in(text_of(mails[CONFIRMED])))
    expect(page.get_by_role("main")).to_contain_text("let my students move at their own pace")
    context.close()


def test_what_was_typed_stays_when_something_is_wrong(product: Product, browser: Browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(product.url("registration"))
    fill_as_a_person(page, "not an address")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_label("E-mail address")).to_have_value("not an address")
    expect(page.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Goal 1 (required)")).to_have_value("let my students move at their own pace")
    context.close()


def test_a_form_sent_twice_is_one_signup(product: Product):
    form = httpx.get(product.url("registration")).text
    submission = re.search(r'name="submission"\s+value="([^"]+)"', form)
    assert submission
    filled = {
        "conference": CONFERENCE,
        "submission": submission[1],
        "name": "Ana Ruiz",
        "email": "twice@example.org",
        "goal_1": "let my students move at their own pace",
    }

    answers = [httpx.post(f"{product.url('registration')}/signups", data=filled) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(product: Product, browser: Browser, scheme):
    address = f"axe-{scheme}@example.org"
    answer = httpx.post(
        f"{product.url('registration')}/v1/signups",
        json={"conference": CONFERENCE, "name": "Axe", "email": address, "goals": [{"statement": "pacing"}]},
    )
    agenda = link_in(text_of(mails_to(product, address, count=2)[CONFIRMED]))
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for url in (
        product.url("registration"),
        f"{product.url('registration')}/signups/{answer.json()['id']}",
        agenda,
        product.url("notifications"),
        f"{product.url('registration')}/asyncapi",
    ):
        page.goto(url)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{url}: {found.generate_report()}"
        assert page.evaluate(TOO_WIDE) == [], f"{url} is wider than the phone"
    context.close()
