import pytest

from services.recommendations import pages
from shared.languages import speaking

from .test_agenda_pages import HOSTILE, Outline
from .test_day import CONFERENCE

SIGNUP = "http://registration.example.org"


def links(html: str) -> list[str | None]:
    return [value for tag, name, value in Outline(html).attributes if (tag, name) == ("a", "href")]


def test_whoever_cancelled_can_clear_their_calendar_and_come_back() -> None:
    html = pages.ended_page("cancelled", CONFERENCE, calendar_url="/agenda/t.ics", signup_url=SIGNUP)

    words = Outline(html).words()
    assert "You cancelled" in words
    assert f"You do not take part in {CONFERENCE.name} any more, and your agenda is gone." in words
    assert {"/agenda/t.ics", SIGNUP} <= set(links(html))


def test_nothing_is_offered_to_a_calendar_that_has_nothing() -> None:
    html = pages.ended_page("cancelled", CONFERENCE, calendar_url=None, signup_url=SIGNUP)

    assert "calendar" not in Outline(html).words()
    assert SIGNUP in links(html)


def test_an_erased_agenda_says_nothing_of_anybody() -> None:
    html = pages.ended_page("erased", None, calendar_url=None, signup_url=SIGNUP)

    words = Outline(html).words()
    assert "This agenda was deleted" in words
    assert "You cancelled" not in words
    assert SIGNUP in links(html)


@pytest.mark.parametrize("kind", ["cancelled", "erased"])
def test_the_pages_keep_to_the_policy_and_have_one_heading_above_the_others(kind) -> None:
    conference = CONFERENCE.model_copy(update={"name": HOSTILE})
    for language in ("en", "es"):
        with speaking(language):
            html = pages.ended_page(kind, conference, calendar_url=None, signup_url=SIGNUP)
        outline = Outline(html)
        assert outline.headings == ["h1", "h2"]
        assert HOSTILE not in html
        assert "style" not in {name for _, name, _ in outline.attributes}
