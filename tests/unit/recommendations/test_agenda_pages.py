import re
from html.parser import HTMLParser

import pytest

from services.recommendations import pages
from services.recommendations.domain.plan import AgendaItem
from shared.contracts.recommendations import Session
from shared.contracts.registration import Wishes
from shared.web.pages import STATIC

from .test_day import CONFERENCE, at, day, item, session, wishes

HOSTILE = '<script>alert("1")</script>'


class Outline(HTMLParser):
    """What of a page a content security policy or a reader would stumble over."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.rails: list[str] = []
        self.headings: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "svg" and "rail" in (dict(attrs).get("class") or ""):
            self.rails.append(dict(attrs)["height"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def words(self) -> str:
        return " ".join("".join(self.text).split())


def agenda(items: list[AgendaItem], sessions: list[Session], wanted: Wishes | None = None) -> str:
    return pages.agenda_page(
        CONFERENCE,
        day(items, sessions, wanted),
        calendar_url="/agenda/t.ics",
        live=pages.Live("/agenda/t/changes", "1.1"),
    )


def a_whole_day() -> str:
    return agenda(
        [
            item("pacing", 0, "For your goal “pace”: it speaks of pacing."),
            item("ritmo", 0, "For your goal “pace”: it speaks of ritmo."),
        ],
        [
            session(
                "pacing",
                at("9:40"),
                90,
                "Great Hall",
                abstract="Stations that let a class move.",
                area="progress_monitoring",
                level="advanced",
                speakers=("Denise Okafor", "Tobias Wiersma"),
                ingredients={"individual_pacing": 2},
            ),
            session("ritmo", at("11:45"), 30, "Room B", language="es"),
        ],
        wanted=wishes("pace", "grading", individual_pacing=1),
    )


def test_the_page_says_all_of_a_day() -> None:
    words = Outline(a_whole_day()).words()
    for said in [
        "Wednesday 28 October",
        "9:40 am to 12:15 pm, Detroit time. 2 sessions, 2 hours.",
        "9:40–11:10",
        "Great Hall, 90 min.",
        "For your goal “pace”: it speaks of pacing.",
        "Stations that let a class move.",
        "With Denise Okafor; Tobias Wiersma",
        "Progress monitoring · Advanced",
        "35 minutes free, time for lunch Then to Room B",
        "11:45–12:15",
        "Spanish",
        "2 sessions, 2 hours",
        "None in your day",
    ]:
        assert said in words
    html = a_whole_day()
    assert "Individual pacing: you stand at 1 of 4, this session leads to 2" in html
    assert '<h3 class="title" lang="es">ritmo</h3>' in html
    assert 'href="/agenda/t.ics"' in html
    assert 'datetime="2026-10-28T09:40:00-04:00"' in html


def test_only_of_a_goal_that_nothing_serves_it_is_said_that_no_session_does() -> None:
    shown = day(
        [item("pacing", 0, also=(1,))],
        [session("pacing", at("9:40"), 90)],
        wishes("pace", "speed", "grading", "quarks"),
        unserved=(3,),
    )
    html = pages.agenda_page(CONFERENCE, shown, calendar_url="", live=pages.Live("", ""))
    words = Outline(html[html.index('id="goals"') : html.index('class="days"')]).words()
    assert re.sub(r"^.*Made for your goals ", "", words).startswith(
        "1 pace 1 session, 1 hour 30 minutes 2 speed 1 session, 1 hour 30 minutes "
        "3 grading None in your day 4 quarks No session speaks of it"
    )


def test_heights_are_to_scale() -> None:
    assert Outline(a_whole_day()).rails == ["18.0em", "7.0em", "6.0em"]


def test_odd_lengths_are_to_scale_as_well() -> None:
    html = agenda([item("one")], [session("one", at("9:00"), 47)])
    assert Outline(html).rails == ["9.4em"]


ALL = {
    "agenda": a_whole_day(),
    "empty": agenda([], [session("one", at("9:00"))], wanted=wishes("pace", available=[("05:00", "06:00")])),
    "nothing": agenda([], []),
    "building": pages.waiting_page(CONFERENCE, "building"),
    "unknown": pages.waiting_page(None, "building"),
    "no programme": pages.waiting_page(CONFERENCE, "no_programme"),
    "nothing known": pages.waiting_page(None, "no_programme"),
    "bad": pages.link_page("bad", "https://signup.example/"),
    "expired": pages.link_page("expired", "https://signup.example/"),
}


@pytest.mark.parametrize("html", ALL.values(), ids=list(ALL))
def test_pages_keep_to_a_strict_content_policy(html: str) -> None:
    outline = Outline(html)
    for tag, name, value in outline.attributes:
        assert name != "style"
        assert not name.startswith("on")
        if name in ("src", "href") and tag != "a":
            assert value
            assert value.startswith("/static/")
            assert (STATIC / value.removeprefix("/static/")).is_file()
    assert "http-equiv" not in html
    assert "<style" not in html
    assert all("src=" in script for script in re.findall("<script[^>]*>", html))
    assert outline.headings[0] == "h1"
    assert outline.headings.count("h1") == 1


def test_what_people_wrote_stays_text() -> None:
    html = agenda(
        [item("one", 0, HOSTILE)],
        [session("one", at("9:00"), 90, HOSTILE, abstract=HOSTILE, speakers=(HOSTILE,))],
        wanted=wishes(HOSTILE),
    )
    assert "<script>" not in html
    assert HOSTILE in Outline(html).words()


def test_changes_since_are_told() -> None:
    html = agenda(
        [item("one"), item("two"), item("gone")], [session("one", at("9:00"), 90), session("two", at("10:20"))]
    )
    words = Outline(html).words()
    assert "1 session of your day was cancelled. The time is free now." in words
    assert "Starts 10 minutes before your earlier session ends." in words


def test_an_empty_day_says_what_to_do_next() -> None:
    words = Outline(ALL["empty"]).words()
    assert "No session of A day of paths fits the hours you gave: 5 am to 6 am." in words
    assert "These come closest to your hours 9 am, Room A, 30 min one" in words
    assert "There are no sessions in the programme at the moment." in Outline(ALL["nothing"]).words()


def test_a_day_of_cancelled_sessions_is_empty_too() -> None:
    assert "2 sessions that were on it were cancelled." in Outline(agenda([item("a"), item("b")], [])).words()


def test_links_that_do_not_open_say_how_to_get_a_new_one() -> None:
    for kind in ("bad", "expired"):
        assert "Sign up again with the same address." in Outline(ALL[kind]).words()
        assert 'href="https://signup.example/"' in ALL[kind]


def test_waiting_pages_can_be_looked_at_again_without_a_script() -> None:
    assert 'data-waiting="building"' in ALL["building"]
    assert '<a class="button" href="">Look again</a>' in ALL["unknown"]
    assert "your conference are known" in Outline(ALL["nothing known"]).words()
