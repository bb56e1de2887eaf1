"""A day that changes while somebody looks at it is shown as it is, without being loaded again."""

import re

import httpx
import pytest
from itsdangerous.encoding import base64_decode
from playwright.sync_api import Page, expect

from tests.e2e.mailbox import mails_to, text_of
from tests.stack.product import CONFERENCE, Product

pytestmark = pytest.mark.browser


@pytest.fixture
def link(product: Product) -> str:
    """The agenda of somebody who has just signed up."""
    signup = {
        "conference": CONFERENCE,
        "name": "Lía Campos",
        "email": "lia@example.org",
        "goals": [{"statement": "let my students move at their own pace"}],
    }
    assert httpx.post(f"{product.url('registration')}/v1/signups", json=signup).status_code == 202
    mails = mails_to(product, "lia@example.org", count=2)
    found = re.search(r"http://\S+/agenda/\S+", "".join(text_of(mail) for mail in mails.values()))
    assert found
    return found[0]


def participant_of(product: Product, link: str) -> str:
    """Whose link it is: the part of the token that anybody can read."""
    return base64_decode(link.rsplit("/", 1)[1].split(".", maxsplit=1)[0]).decode().strip('"')


def test_a_session_that_is_taken_out_leaves_the_open_page(product: Product, page: Page, link: str) -> None:
    page.goto(link)
    titles = page.locator(".entry.session .title")
    unwanted = titles.first.text_content() or ""
    page.evaluate("window.stillTheSamePage = true")
    participant = participant_of(product, link)
    organiser = {"Authorization": f"Bearer {product.credentials.organiser_token}"}
    with httpx.Client(base_url=product.url("recommendations"), headers=organiser) as client:
        first = client.get(f"/v1/agendas/{participant}").json()["items"][0]
        assert first["title"] == unwanted
        done = client.patch(f"/v1/agendas/{participant}/preferences", json={"pins": {first["guid"]: "not"}})
        assert done.status_code == 200, done.text

    expect(page.get_by_role("status")).to_contain_text("Your day changed")
    expect(titles.filter(has_text=unwanted)).to_have_count(0)
    assert page.evaluate("window.stillTheSamePage")
