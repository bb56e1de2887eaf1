"""A person confirms, waits, takes a place, changes their mind and is forgotten, all by the links of mails."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.mailbox import mails_to, newest_to, text_of
from tests.e2e.test_signup_to_agenda import TOO_WIDE
from tests.stack.product import Product

pytestmark = pytest.mark.browser

SMALL, LARGE = "small-day", "large-day"
"""One with a single place, and one with room for everybody."""


@pytest.fixture(scope="module")
def days(product: Product) -> Iterator[None]:
    """Two conferences of this module's own, closed at the end so that others meet theirs alone."""
    for slug, capacity in ((SMALL, 1), (LARGE, 50)):
        publish(product, slug, capacity=capacity)
    programme = {"conference": LARGE, "sessions": [session(n) for n in range(6)]}
    end = time.monotonic() + 20
    while (answer := put(product, "recommendations", "/v1/programme", programme)).status_code == 422:
        assert time.monotonic() < end, answer.text  # the conference is on its way
        time.sleep(0.1)
    answer.raise_for_status()
    yield
    for slug, capacity in ((SMALL, 1), (LARGE, 50)):
        publish(product, slug, capacity=capacity, open=False)


def publish(product: Product, slug: str, **changes: Any) -> None:
    wanted = {
        "slug": slug,
        "name": f"A {slug.replace('-', ' ').title()}",
        "starts_on": "2026-12-10",
        "ends_on": "2026-12-10",
        "zone": "America/Detroit",
        "place": "Millrace Conference Center, Grand Rapids, Michigan",
        "double_opt_in": True,
        **changes,
    }
    put(product, "registration", f"/v1/conferences/{slug}", wanted).raise_for_status()


def put(product: Product, service: str, path: str, body: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {product.credentials.organiser_token}"}
    return httpx.put(f"{product.url(service)}{path}", json=body, headers=headers)


def session(number: int) -> dict[str, Any]:
    about = ("pacing for each student", "grading less") if number % 2 else ("grading less", "pacing for each student")
    return {
        "guid": f"e2e-own-{number}",
        "title": f"Session {number}: {about[0]}",
        "abstract": f"All about {about[0]}.",
        "start": f"2026-12-10T{9 + number:02}:00",
        "minutes": 45,
        "room": "Library",
        "area": "instruction" if number % 2 else "assessment",
    }


def sign_up(product: Product, conference: str, email: str, **changes: Any) -> str:
    said = {
        "conference": conference,
        "name": "Ana Ruiz",
        "email": email,
        "goals": [{"statement": "let my students move at their own pace"}],
        **changes,
    }
    answer = httpx.post(f"{product.url('registration')}/v1/signups", json=said)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def link_for(product: Product, email: str, place: str, *, within: float = 30) -> str:
    """The newest link to such a page in the mails to an address, once there is one."""
    end = time.monotonic() + within
    while True:
        for mail in mails_to(product, email, count=0).values():
            if found := re.search(rf"http://\S+/{place}/[\w.~-]+", text_of(mail)):
                return found[0]
        assert time.monotonic() < end, f"no link to {place} for {email}"
        time.sleep(0.1)


def confirmed(product: Product, conference: str, email: str, **changes: Any) -> str:
    """Somebody who confirmed without a browser; the page of their own signup."""
    sign_up(product, conference, email, **changes)
    answer = httpx.post(link_for(product, email, "confirm"))
    assert answer.status_code == 303, answer.text
    return f"{product.url('registration')}{answer.headers['location']}"


def exported(manage: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{manage.partition('?')[0]}/export.json").json()
    return found


def test_looking_at_the_link_confirms_nothing_and_the_button_does(product: Product, days: None, page: Page):
    page.goto(f"{product.url('registration')}/conferences/{LARGE}")
    page.get_by_label("Name").fill("Ana Ruiz")
    page.get_by_label("E-mail address").fill("ana@own.example.org")
    page.get_by_label("Goal 1 (required)").fill("let my students move at their own pace")
    page.get_by_label("Also tell me about later conferences").check()
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/signups/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail and confirm")
    page.get_by_role("button", name="Send the mail again").click()
    expect(page.get_by_role("status")).to_contain_text("on its way once more")

    link = link_for(product, "ana@own.example.org", "confirm")
    for _ in range(2):
        page.goto(link)
        expect(page.get_by_role("main")).to_contain_text("let my students move at their own pace")
    assert httpx.get(link).status_code == 200
    page.get_by_role("button", name="Confirm my signup").click()

    page.wait_for_url("**/manage/*")
    expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    assert [one["confirmed"] for one in exported(page.url)["consents"]] == [True, True]
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("You are confirmed already")


def test_a_second_signup_is_compared_and_accepted(product: Product, days: None, page: Page):
    manage = confirmed(product, LARGE, "second@own.example.org")
    sign_up(product, LARGE, "second@own.example.org", role="coach", goals=[{"statement": "grade <b>less</b>"}])

    page.goto(link_for(product, "second@own.example.org", "reviews"))
    changed = page.locator(".compared").filter(has=page.get_by_role("heading", name="Goal 1 different"))
    expect(changed).to_contain_text("let my students move at their own pace")
    expect(changed).to_contain_text("grade <b>less</b>")
    page.get_by_role("button", name="Use the new answers").click()

    page.wait_for_url("**/manage/*")
    expect(page.get_by_label("Goal 1 (required)")).to_have_value("grade <b>less</b>")
    assert exported(manage)["signup"]["role"] == "coach"


def test_an_offer_is_declined_and_the_next_one_accepted(product: Product, days: None, page: Page):
    """The place of the small day goes from hand to hand."""
    holder = confirmed(product, SMALL, "holder@own.example.org")
    first = confirmed(product, SMALL, "first@own.example.org")
    confirmed(product, SMALL, "next@own.example.org")
    page.goto(f"{product.url('registration')}/conferences/{SMALL}")
    expect(page.get_by_text("Full: new signups join the waiting list.")).to_be_visible()
    page.goto(first)
    expect(page.get_by_role("main")).to_contain_text("You are number 1 in the queue.")

    page.goto(holder)
    page.get_by_role("link", name="Cancel my signup").click()
    page.get_by_role("button", name="Cancel my signup").click()
    expect(page.get_by_role("heading", name="You do not take part")).to_be_visible()

    page.goto(link_for(product, "first@own.example.org", "offers"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("A place is yours until")
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have let the place go")

    page.goto(link_for(product, "next@own.example.org", "offers"))
    page.get_by_role("button", name="Take the place").click()
    page.wait_for_url("**/manage/*")
    expect(page.get_by_role("heading", name="You have a place")).to_be_visible()
    assert exported(first)["state"] == "cancelled"


def test_a_change_of_goals_is_seen_in_the_agenda(product: Product, days: None, page: Page):
    page.goto(confirmed(product, LARGE, "goals@own.example.org"))
    page.get_by_label("Goal 1 (required)").fill("grade less")
    page.get_by_role("button", name="Save your answers").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_label("Goal 1 (required)")).to_have_value("grade less")

    agenda = page.get_by_role("link", name="Open your agenda").get_attribute("href")
    assert agenda
    end = time.monotonic() + 30
    while "grade less" not in httpx.get(agenda).text:
        assert time.monotonic() < end, "the agenda did not follow"
        time.sleep(0.1)
    page.goto(agenda)
    expect(page.get_by_role("main")).to_contain_text("grade less")
    expect(page.get_by_role("main")).not_to_contain_text("at their own pace")


def test_an_address_changes_once_the_new_one_says_yes(product: Product, days: None, page: Page):
    old = confirmed(product, LARGE, "old@own.example.org")
    page.goto(old)
    page.get_by_label("New address").fill("new@own.example.org")
    page.get_by_role("button", name="Change the address").click()
    expect(page.get_by_role("main")).to_contain_text("new@own.example.org waits to be confirmed")
    assert exported(old)["email"] == "old@own.example.org"

    page.goto(link_for(product, "new@own.example.org", "confirm"))
    page.get_by_role("button", name="Yes, use this address").click()
    page.wait_for_url("**/manage/*")
    expect(page.get_by_role("main")).to_contain_text("Mail goes to new@own.example.org.")


def test_data_are_exported_and_erased(product: Product, days: None, page: Page):
    page.goto(confirmed(product, LARGE, "gone@own.example.org"))
    manage = page.url
    mails_to(product, "gone@own.example.org", count=3)  # the agenda is made
    page.get_by_role("link", name="Export my data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What we hold of you")
    signup, day, mails = (downloaded(page, of) for of in ("Your signup", "Your day", "Mails to you"))
    assert (signup["email"], signup["state"]) == ("gone@own.example.org", "confirmed")
    assert day["wishes"]["said"]["goals"][0]["statement"] == "let my students move at their own pace"
    assert {item["guid"] for item in day["agenda"]["items"]} <= day["sessions"].keys() != set()
    assert mails["contact"]["email"] == "gone@own.example.org"
    assert sorted(one["template"] for one in mails["messages"]) == ["agenda", "confirm_address", "confirmation"]
    assert signup["participant"] == day["participant"] == mails["participant"]
    others = [part["address"] for part in signup["other_parts"].values()]
    assert [httpx.get(address).json()["participant"] for address in others] == [signup["participant"]] * 2
    page.get_by_role("link", name="Go back").click()

    page.get_by_role("link", name="Delete my data").click()
    expect(page.get_by_role("main")).to_contain_text("This cannot be undone.")
    page.get_by_role("button", name="Delete my data").click()

    page.wait_for_url("**/receipts/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are forgotten", timeout=30_000)
    assert [httpx.get(address).status_code for address in (manage, *others)] == [410] * 3
    assert "gone@own.example.org" not in httpx.get(manage).text


def downloaded(page: Page, of: str) -> dict[str, Any]:
    """What is in one of the files that are offered."""
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {of}").click()
    found: dict[str, Any] = json.loads(download.value.path().read_text())
    return found


def test_saving_the_date_by_mail(product: Product, days: None, page: Page):
    page.goto(f"{product.url('registration')}/conferences/{LARGE}")
    page.get_by_role("link", name="Save the date by mail").click()
    page.get_by_label("E-mail address").fill("later@own.example.org")
    page.get_by_label("Write to me about this conference").check()
    page.get_by_role("button", name="Save the date by mail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")

    page.goto(link_for(product, "later@own.example.org", "confirm"))
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")

    # They stop it, no mail says so, and the form brings them back once they say yes again.
    page.goto(link_for(product, "later@own.example.org", "manage"))
    page.get_by_role("link", name="Stop the mails").click()
    page.get_by_role("button", name="Stop the mails").click()
    expect(page.get_by_role("heading", name="You have stopped the mails")).to_be_visible()
    assert exported(page.url)["state"] == "cancelled"
    page.get_by_role("link", name="Save the date by mail").click()
    page.get_by_label("E-mail address").fill("later@own.example.org")
    page.get_by_label("Write to me about this conference").check()
    page.get_by_role("button", name="Save the date by mail").click()
    asked = text_of(newest_to(product, "later@own.example.org", count=2))
    assert "We write to you about it once you confirm that it was you." in asked
    page.goto(re.findall(r"http://\S+/confirm/[\w.~-]+", asked)[0])
    page.get_by_role("button", name="Yes, write to me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.goto(re.findall(r"http://\S+/manage/[\w.~-]+", asked)[0])
    expect(page.get_by_role("heading", name="The date is saved")).to_be_visible()
    assert len(mails_to(product, "later@own.example.org", count=2)) == 1  # the same question twice, and nothing else


def test_all_of_it_works_without_javascript(product: Product, days: None, browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_up(product, LARGE, "plain@own.example.org")
    page.goto(link_for(product, "plain@own.example.org", "confirm"))
    page.get_by_role("button", name="Confirm my signup").click()
    page.wait_for_url("**/manage/*")
    page.get_by_text("Up to four more goals").click()
    page.get_by_label("Goal 2", exact=True).fill("meet others")
    page.get_by_role("button", name="Save your answers").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.get_by_label("Also tell me about later conferences").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("News of later conferences: yes")
    page.get_by_role("link", name="Cancel my signup").click()
    page.get_by_role("button", name="Cancel my signup").click()
    expect(page.get_by_role("heading", name="You do not take part")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(product: Product, days: None, browser: Browser, scheme: str):
    base = product.url("registration")
    email, other = f"axe-{scheme}@own.example.org", f"axe-{scheme}-2@own.example.org"
    manage = confirmed(product, LARGE, email, definition="Students choose, each at their own pace.", updates=True)
    sign_up(product, LARGE, email, goals=[{"statement": "something else", "priority": 1}])
    review = link_for(product, email, "reviews")
    pending = sign_up(product, LARGE, other)
    confirm = link_for(product, other, "confirm")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})  # type: ignore[arg-type]
    page = context.new_page()
    for address in (
        manage,
        f"{manage}?saved=answers",
        f"{manage}/cancel",
        f"{manage.partition('?')[0]}/export",
        f"{manage}/erase",
        review,
        confirm,
        f"{base}/signups/{pending}?resent=1",
        f"{base}/conferences/{LARGE}/interest",
        f"{base}/conferences/{LARGE}/interest?asked=1",
        f"{base}/conferences/{SMALL}",
        f"{base}/confirm/unknown",
    ):
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert page.evaluate(TOO_WIDE) == [], f"{address} is wider than the phone"
    page.goto(manage)
    page.get_by_label("New address").fill("nobody")
    page.get_by_role("button", name="Change the address").click()
    expect(page.get_by_label("New address")).to_have_attribute("aria-describedby", re.compile("new_email-error"))
    page.get_by_label("Name", exact=False).first.fill("")
    page.get_by_role("button", name="Save your answers").click()
    expect(page.get_by_text("Write your name.").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
