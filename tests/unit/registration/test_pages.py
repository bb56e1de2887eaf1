"""The pages of registration: what they say, and that they hold together."""

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest

from services.registration import pages
from services.registration.form import FIELDS, GOALS, WHOLE_FORM, WINDOWS, Answers, read_form
from services.registration.guarding.guards import TRAP, Hidden
from shared.contracts.registration import Conference
from shared.web.asyncapi import asyncapi_page

CONFERENCE = Conference(
    slug="personalized-learning-2026",
    name="Michigan <Personalized> Learning Day",
    starts_on=date(2026, 10, 28),
    ends_on=date(2026, 10, 28),
    zone="America/Detroit",
    place="Grand Rapids, Michigan",
    capacity=1200,
)
CLOSED = CONFERENCE.model_copy(update={"open": False})
EVERY_ERROR = {name: f"Wrong: {name}." for name in (WHOLE_FORM, *FIELDS)}
CARRIED: Answers = {
    "goal_2": "a second goal",
    "goal_2_now": "2",
    "goal_2_priority": "1",
    "technology": "3",
    "lengths": ["30"],
    "definition": "\nA </textarea> of mine",
}

EVENTS = {
    "asyncapi": "3.0.0",
    "info": {"title": "Desire Path registration", "version": "1.0.0", "description": "What it says."},
    "servers": {"bus": {"host": "localhost:4222", "protocol": "nats", "description": "JetStream."}},
    "channels": {
        "seat.held.v1": {
            "address": "conf.{conference}.registration.seat.held.v1.{id}",
            "messages": {"Message": {"$ref": "#/components/messages/seat.held.v1:Message"}},
        }
    },
    "components": {
        "messages": {"seat.held.v1:Message": {"payload": {"$ref": "#/components/schemas/SeatHeld"}}},
        "schemas": {
            "SeatHeld": {
                "properties": {
                    "type": {"const": "seat.held.v1"},
                    "data": {"$ref": "#/components/schemas/Seat"},
                },
                "required": ["data"],
            },
            "Seat": {
                "description": "A place in a room.",
                "properties": {
                    "row": {"type": "integer", "minimum": 1, "maximum": 40},
                    "kind": {"anyOf": [{"enum": ["aisle", "window"]}, {"type": "null"}]},
                    "items": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}

PAGES = {
    "form": pages.signup_form(CONFERENCE, submission="f3f7"),
    "form that asks for work": pages.signup_form(
        CONFERENCE, submission="f3f7", hidden=Hidden("stamp", challenge='{"parameters": {}}')
    ),
    "form with everything wrong": pages.signup_form(CONFERENCE, submission="f3f7", answers=CARRIED, errors=EVERY_ERROR),
    "closed": pages.signup_form(CLOSED, submission="f3f7"),
    "conferences": pages.conferences([CONFERENCE, CONFERENCE.model_copy(update={"slug": "another"})]),
    "no conference": pages.conferences([]),
    "received": pages.what_next(CONFERENCE, "received", None),
    "processed": pages.what_next(CONFERENCE, "processed", None),
    "refused": pages.what_next(None, "refused", "signups for this conference are closed"),
    "problem": pages.problem_page(503, "Not possible at the moment", "Nothing was done."),
    "events": asyncapi_page(
        {**EVENTS, "operations": {"held": {"action": "send", "channel": {"$ref": "#/channels/seat.held.v1"}}}}
    ),
}


class Parsed(HTMLParser):
    """All elements of a page, as name and attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep it, with white space as a reader sees it."""
        self.text = re.sub(r"\s+", " ", self.text + data)

    def by_name(self) -> dict[str, list[dict[str, str]]]:
        """The controls of the form, by field name."""
        found: dict[str, list[dict[str, str]]] = {}
        for tag, attributes in self.elements:
            if tag in ("input", "textarea", "select"):
                found.setdefault(attributes["name"], []).append(attributes)
        return found


every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


@every_page
def test_ids_are_unique_and_references_lead_somewhere(page: str) -> None:
    elements = Parsed(page).elements
    ids = Counter(attributes["id"] for _, attributes in elements if "id" in attributes)
    assert [id for id, times in ids.items() if times > 1] == []
    for _, attributes in elements:
        references = attributes.get("aria-describedby", "").split() + attributes.get("aria-labelledby", "").split()
        references += [attributes["for"]] if "for" in attributes else []
        references += [attributes["href"][1:]] if attributes.get("href", "").startswith("#") else []
        assert set(references) <= set(ids)


@every_page
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(page: str) -> None:
    for tag, attributes in Parsed(page).elements:
        assert tag != "style"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        if tag == "script":
            assert attributes["src"].startswith("/static/")
        for address in (attributes.get("href", ""), attributes.get("src", ""), attributes.get("action", "")):
            assert re.match(r"$|[/#?]", address)


@every_page
def test_one_heading_leads_each_page(page: str) -> None:
    tags = [tag for tag, _ in Parsed(page).elements]
    assert tags.count("h1") == 1
    assert {"title", "main", "header"} <= set(tags)


def test_the_form_has_exactly_the_fields_that_are_read() -> None:
    controls = Parsed(PAGES["form"]).by_name()
    assert set(controls) == {"conference", "submission", "language", "zone", "stamp", TRAP, "updates", *FIELDS}
    assert [name for name, found in controls.items() if "required" in found[0]] == ["name", "email", "goal_1"]
    assert [control["value"] for control in controls["technology"]] == ["1", "2", "3", "4", ""]
    assert [control["value"] for control in controls["lengths"]] == ["10", "15", "20", "30", "45", "60", "90"]
    assert controls["conference"][0]["value"] == "personalized-learning-2026"
    assert controls["submission"][0]["value"] == "f3f7"
    assert (len(GOALS), len(WINDOWS)) == (5, 2)


def test_the_form_says_what_it_is_for() -> None:
    page = Parsed(PAGES["form"])
    for words in ("Wednesday 28 October 2026", "Grand Rapids, Michigan", "Detroit time (EDT, UTC−4)"):
        assert words in page.text
    assert "&lt;Personalized&gt;" in PAGES["form"]
    assert "/conferences/personalized-learning-2026/save-the-date.ics" in PAGES["form"]


def test_each_error_is_beside_its_field_and_on_top() -> None:
    page = Parsed(PAGES["form with everything wrong"])
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert {f"{name}-error" for name in FIELDS} <= ids
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    for control in ("#email", "#goal_3_area", "#goal_3_now-1", "#technology-1", "#to_2", "#lengths-10"):
        assert control in links
    assert page.text.count("Wrong: .") == 1
    assert page.by_name()["email"][0]["aria-invalid"] == "true"
    assert page.by_name()["email"][0]["aria-describedby"] == "email-error"


def test_what_was_typed_is_still_there() -> None:
    page = PAGES["form with everything wrong"]
    controls = Parsed(page).by_name()
    assert ">\na second goal</textarea>" in page
    # The first line break of a textarea is the page's own; the one that was typed comes after it.
    assert ">\n\nA &lt;/textarea&gt; of mine</textarea>" in page
    assert [control["value"] for control in controls["technology"] if "checked" in control] == ["3"]
    assert [control["value"] for control in controls["student_choice"] if "checked" in control] == [""]
    assert [control["value"] for control in controls["lengths"] if "checked" in control] == ["30"]
    _, answers = read_form([("goal_1", 'a "quoted" & <b>goal</b>'), ("name", '"><script>')])
    again = pages.signup_form(CONFERENCE, submission="f3f7", answers=answers)
    assert "a &#34;quoted&#34; &amp; &lt;b&gt;goal&lt;/b&gt;" in again
    assert 'value="&#34;&gt;&lt;script&gt;"' in again


def test_more_goals_are_folded_away_until_they_are_used() -> None:
    assert '<details class="more" id="more-goals">' in PAGES["form"]
    assert '<details class="more" id="more-goals" open>' in PAGES["form with everything wrong"]


def test_what_goes_with_a_goal_is_folded_away_and_its_answers_are_told_in_short() -> None:
    _, answers = read_form([("goal_1", "listen"), ("goal_1_now", "1"), ("goal_1_want", "3"), ("goal_1_priority", "2")])
    page = pages.signup_form(CONFERENCE, submission="f3f7", answers=answers)
    controls = Parsed(page).by_name()
    assert [control["value"] for control in controls["goal_1_want"]] == ["1", "2", "3", "4", ""]
    assert [control["value"] for control in controls["goal_1_want"] if "checked" in control] == ["3"]
    assert [control["value"] for control in controls["goal_2_want"] if "checked" in control] == [""]
    assert '<option value="2" selected>Matters</option>' in page
    assert "You said: 1 → 3 Matters" in Parsed(page).text
    assert page.count('<details class="goal-details">') == 5
    wrong = pages.signup_form(CONFERENCE, submission="f3f7", answers=answers, errors={"goal_1_want": "Wrong."})
    assert wrong.count('<details class="goal-details" open>') == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Students move at their own pace, on tablets.",
            "of individual pacing and technology. Student choice and flexible structures are not in it (yet).",
        ),
        (
            "Students choose, at their own pace, in small groups.",
            "You speak of student choice, individual pacing, and flexible structures. Technology is not in it (yet).",
        ),
        (
            "Students choose, at their own pace, in small groups, online.",
            "You speak of all four ingredients of personalised learning.",
        ),
        ("Meeting every child.", "None of the four ingredients is named in it (yet)."),
        ("", "You have not written yet how you define personalised learning."),
    ],
)
def test_a_definition_is_shown_back_without_blame(text: str, words: str) -> None:
    shown = Parsed(pages.definition_shown(text)).text
    assert words in shown
    assert shown.count("in your words") + shown.count("not in it (yet)") >= (4 if text else 0)


def test_marked_words_say_what_they_speak_of() -> None:
    shown = pages.definition_shown(
        'A <b>"pace"</b>\n\n of their learning spaces; they design their own learning spaces.'
    )
    assert "A &lt;b&gt;&#34;" in shown
    assert "&lt;/b&gt;\n\n of their" in shown
    assert '<mark class="mention">pace<sup aria-hidden="true">2</sup><span class="unseen"> (individual pacing)' in shown
    assert "(student choice and flexible structures)" in shown


def test_a_closed_conference_shows_no_form() -> None:
    assert "<form" not in PAGES["closed"]
    assert "Signups are closed" in PAGES["closed"]


def test_the_page_after_says_what_happens_and_not_to_whom() -> None:
    for progress in ("received", "processed"):
        text = Parsed(PAGES[progress]).text
        for words in (
            "A first mail confirms it",
            "A second mail brings your agenda",
            "Look in spam",
            "Signed up with this address before?",
        ):
            assert words in text
    assert 'data-progress="received"' in PAGES["received"]
    assert "The reason: signups for this conference are closed." in Parsed(PAGES["refused"]).text


def test_conferences_link_to_their_forms() -> None:
    links = [attributes["href"] for tag, attributes in Parsed(PAGES["conferences"]).elements if tag == "a"]
    assert {"/conferences/personalized-learning-2026", "/conferences/another"} <= set(links)


def test_events_are_readable() -> None:
    text = Parsed(PAGES["events"]).text
    assert "conf.{conference}.registration.seat.held.v1.{id}" in text
    for words in (
        "integer, 1 to 40, optional",
        "aisle, window or nothing",
        "list of string",
        "A place in a room.",
    ):
        assert words in text
