"""The pages of one's own signup: what they say, that they hold together, and that nothing typed by others is more than
text.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.registration.form import read_form
from services.registration.form_filled import answers_of
from services.registration.pages import interest, notices, own, questions
from services.registration.pages.comparison import compare, compare_with, in_short
from services.registration.pages.moments import deadline, noted, on_own_clock
from services.registration.participants.answers import Question, SpentToken
from services.registration.participants.life import Deed, IllegalChange, State
from services.registration.participants.own_signup import Overview
from services.registration.participants.person import ConsentEntry, Person, Proposal
from services.registration.ports import HeldSignup
from shared.contracts.registration import Conference, Consent, Purpose, Signup, SignupReceived
from shared.languages import speaking
from shared.tokens import Act
from tests.unit.registration.test_pages import Parsed

NOW = datetime(2026, 11, 24, 7, 17, tzinfo=UTC)
CONFERENCE = Conference(
    slug="a-conference",
    name="A <b>Conference</b>",
    starts_on=date(2026, 12, 10),
    ends_on=date(2026, 12, 10),
    zone="America/Detroit",
    place="Here",
    capacity=10,
    double_opt_in=True,
)
HOSTILE = '"><script src=//evil.example.org></script><a href="javascript:x">https://evil.example.org'
LINKS = own.Links("/manage/x", "https://agendas.example.org/agenda/y")


def signup(**changes) -> Signup:
    said = {
        "conference": "a-conference",
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "goals": [{"statement": "listen", "area": "instruction", "now": 1, "want": 3, "priority": 1}],
        "definition": "Students choose.",
        "spectrum": {"technology": 3},
        "available": [{"from": "09:00", "to": "12:00"}],
        "lengths": [30],
    }
    return Signup.model_validate({**said, **changes})


HOSTILE_SIGNUP = signup(
    name=HOSTILE,
    role=HOSTILE[:80],
    school=HOSTILE,
    definition=HOSTILE,
    goals=[{"statement": HOSTILE}],
    answers=[{"question": HOSTILE, "value": HOSTILE}],
)


def person(state: State = State.CONFIRMED, **changes) -> Person:
    kept = {
        "id": "p",
        "conference": "a-conference",
        "state": state,
        "version": 3,
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "signup": signup(),
        "signed_up_at": NOW,
        "zone": "Europe/Madrid",
        "address_confirmed": True,
        "offer_until": NOW + timedelta(days=1) if state is State.OFFERED else None,
        "consents": (
            ConsentEntry(Consent(purpose=Purpose.OPERATIONAL, wording="signup-2026-11", source="form"), NOW, True),
            ConsentEntry(Consent(purpose=Purpose.UPDATES, wording="x", source="hook/demo"), NOW),
            ConsentEntry(Consent(purpose=Purpose.UPDATES, given=False, wording="x", source=HOSTILE[:80]), NOW),
        ),
        "proposal": Proposal("new@example.org"),
    }
    return Person(**{**kept, **changes})


def held(second: Signup) -> HeldSignup:
    event = SignupReceived.model_validate(
        {
            "id": "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c",
            "source": "/conferences/a-conference/registration",
            "subject": "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c",
            "time": NOW,
            "dataschema": "http://x/schemas/signup.received.v1",
            "correlationid": "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c",
            "data": second,
        }
    )
    return HeldSignup(event, "f", "p")


def manage(one: Person, **more) -> str:
    position = 4 if one.state is State.WAITLISTED else None
    seconds = (held(HOSTILE_SIGNUP),) if one.signup else ()
    return own.manage(Overview(one, position, seconds), CONFERENCE, LINKS, **more)


INTERESTED = person(State.INTERESTED, signup=None, consents=())
_, WRONG = read_form([("name", HOSTILE), ("goal_1", HOSTILE), ("from_1", HOSTILE)])
PAGES = {
    **{f"manage, {state}": manage(person(state)) for state in State if state not in (State.INTERESTED, State.ERASED)},
    "manage, interested": manage(INTERESTED),
    "manage, hostile": manage(person(name=HOSTILE, signup=HOSTILE_SIGNUP)),
    "manage, with mistakes": manage(
        person(),
        draft=own.Draft(WRONG, {"name": "Wrong.", "from_1": "Wrong."}, HOSTILE, "Wrong too."),
    ),
    "manage, saved": manage(person(), saved="answers"),
    "cancel": own.sure("cancel", person(), CONFERENCE, LINKS),
    "erase": own.sure("erase", person(), CONFERENCE, LINKS),
    "stopped": manage(person(State.CANCELLED, signup=None)),
    "stop": own.sure("cancel", INTERESTED, CONFERENCE, LINKS),
    "confirm": questions.confirm(
        Question(person(State.PENDING, signup=HOSTILE_SIGNUP), Act.CONFIRM_SIGNUP), CONFERENCE
    ),
    "confirm interest": questions.confirm(Question(INTERESTED, Act.CONFIRM_INTEREST), CONFERENCE),
    "confirm address": questions.confirm(Question(person(), Act.CONFIRM_ADDRESS), CONFERENCE),
    "offer": questions.offer(Question(person(State.OFFERED), Act.ANSWER_OFFER), CONFERENCE),
    "review": questions.review(Question(person(), Act.REVIEW_SIGNUP, held(HOSTILE_SIGNUP)), CONFERENCE),
    "interest": interest.form(CONFERENCE),
    "interest, with mistakes": interest.form(CONFERENCE, WRONG, {"email": "Wrong.", "updates": "Wrong."}),
    "interest, asked": interest.asked(CONFERENCE),
    "unknown": notices.unknown(),
    "expired": notices.spent(Question(person(State.PENDING), Act.CONFIRM_SIGNUP), used=False),
    "erased": notices.erased("/receipts/x"),
}
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


@every_page
def test_nothing_typed_is_more_than_text(page: str) -> None:
    for tag, attributes in Parsed(page).elements:
        addresses = [attributes.get(name, "") for name in ("href", "src", "action", "formaction")]
        assert not [address for address in addresses if "evil" in address or "javascript" in address]
        assert tag != "script" or attributes["src"].startswith("/static/")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


@every_page
def test_ids_are_unique_and_references_lead_somewhere(page: str) -> None:
    elements = Parsed(page).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in elements:
        references = attributes.get("aria-describedby", "").split() + attributes.get("aria-labelledby", "").split()
        references += [attributes["for"]] if "for" in attributes else []
        references += [attributes["href"][1:]] if attributes.get("href", "").startswith("#") else []
        assert set(references) <= set(ids)


@every_page
def test_one_heading_leads_each_page(page: str) -> None:
    tags = [tag for tag, _ in Parsed(page).elements]
    assert tags.count("h1") == 1
    assert {"title", "main", "header"} <= set(tags)


def test_each_state_says_how_it_stands_and_what_can_be_done() -> None:
    for state, words in {
        State.PENDING: "Your signup is not confirmed",
        State.CONFIRMED: "You have a place",
        State.WAITLISTED: "You are number 4 in the queue.",
        State.OFFERED: "It is yours until Wednesday 25 November, 2:17 am (Detroit time).",
        State.CANCELLED: "You do not take part",
    }.items():
        page = Parsed(PAGES[f"manage, {state}"])
        assert words in page.text
        assert ("agenda/y" in PAGES[f"manage, {state}"]) == (state is State.CONFIRMED)
        assert ("goal_1" in page.by_name()) == (state is not State.CANCELLED)
        assert ("Is this from you?" in page.text) == (state is not State.CANCELLED)
    assert "On your own clock, in Madrid: Wednesday 25 November, 8:17 am." in Parsed(PAGES["offer"]).text


def test_who_stopped_the_news_reads_of_no_signup_and_finds_the_way_back() -> None:
    page = Parsed(PAGES["stopped"])
    assert "You have stopped the mails" in page.text
    assert "You do not take part" not in page.text
    assert "/conferences/a-conference/interest" in PAGES["stopped"]

    question = Question(person(State.CANCELLED, signup=None), Act.CONFIRM_INTEREST)
    late = Parsed(notices.spent(question, used=True)).text
    assert "The mails were stopped since" in late
    assert "signup was cancelled" not in late


def test_who_cancelled_a_signup_and_only_wants_news_is_asked_about_news_alone() -> None:
    page = Parsed(own.sure("cancel", person(State.INTERESTED), CONFERENCE, LINKS)).text
    assert "Stop hearing from us?" in page
    assert "Cancel my signup" not in page


def test_differing_lines_are_marked_in_words() -> None:
    before = signup(goals=[{"statement": "one"}, {"statement": "two"}], school="")
    after = signup(goals=[{"statement": "one", "priority": 2}], school="Quarry Street", available=[])

    rows = {row.label: row for row in compare(before, after)}

    assert {label for label, row in rows.items() if row.differs} == {
        "School or organisation",
        "Goal 1",
        "Goal 2",
        "When you can be there",
    }
    assert (rows["Goal 1"].before, rows["Goal 1"].after) == (("one",), ("one", "Matters"))
    assert (rows["Goal 2"].before, rows["Goal 2"].after) == (("two",), ())
    assert rows["When you can be there"].before == ("9 am to noon",)
    assert rows["When you can be there"].after == ("All day",)
    assert "Role" not in rows
    page = Parsed(questions.review(Question(person(signup=before), Act.REVIEW_SIGNUP, held(after)), CONFERENCE)).text
    for words in ("School or organisation added", "Goal 1 different", "Goal 2 gone", "Name the same"):
        assert words in page


def test_news_are_compared_with_how_they_stand_now() -> None:
    asked = Consent(purpose=Purpose.UPDATES, wording="1", source="form")
    withdrawn = asked.model_copy(update={"given": False, "source": "manage"})
    ledger = (ConsentEntry(asked, NOW, confirmed=True), ConsentEntry(withdrawn, NOW, confirmed=True))
    second = signup(consents=[asked])

    row = compare_with(person(consents=ledger), second)[-1]
    assert (row.label, row.before, row.after) == ("News of later conferences", (), ("Yes, by mail",))
    assert not compare_with(person(consents=ledger[:1]), second)[-1].differs
    assert "News of later conferences" not in [row.label for row in compare_with(person(), signup())]


def test_answers_of_an_organisers_form_stay_unless_answered_anew() -> None:
    asked = [{"question": "Lunch?", "value": "Yes"}]
    assert "Lunch?" not in [row.label for row in compare(signup(answers=asked), signup())]
    rows = {row.label: row for row in compare(signup(), signup(answers=asked))}
    assert (rows["Lunch?"].before, rows["Lunch?"].after) == ((), ("Yes",))


def test_in_short_is_who_and_what_for() -> None:
    said = {one.label: one.lines for one in in_short(person())}
    assert said == {
        "Name": ("Ana Ruiz",),
        "Goal 1": ("listen", "Instruction", "You are at 1 of 4 and want to get to 3.", "Matters most"),
    }
    news = ConsentEntry(Consent(purpose=Purpose.UPDATES, wording="x", source="form"), NOW)
    assert [one.lines for one in in_short(person(consents=(news,)))][-1] == ("Yes, by mail",)


def test_a_form_filled_from_a_signup_reads_as_that_signup() -> None:
    many = [{"statement": str(n), "area": "assessment", "now": 1, "want": 2, "priority": 3} for n in range(5)]
    for one in (signup(), signup(goals=many, role="x", school="y", lengths=[], definition="a\nb")):
        answers = answers_of(one)
        pairs = [(name, value) for name, value in answers.items() if isinstance(value, str)]
        pairs += [("lengths", value) for value in answers["lengths"]]
        payload, _ = read_form(pairs)
        assert Signup.model_validate({**payload, "conference": "a-conference"}) == one


@pytest.mark.parametrize(
    ("act", "state", "used", "fine"),
    [
        (Act.CONFIRM_SIGNUP, State.CONFIRMED, True, True),
        (Act.CONFIRM_SIGNUP, State.WAITLISTED, True, True),
        (Act.CONFIRM_SIGNUP, State.CANCELLED, True, False),
        (Act.CONFIRM_SIGNUP, State.PENDING, False, False),
        (Act.CONFIRM_INTEREST, State.INTERESTED, True, True),
        (Act.CONFIRM_INTEREST, State.CONFIRMED, True, False),
        (Act.ANSWER_OFFER, State.CONFIRMED, True, False),
        (Act.CONFIRM_ADDRESS, State.CONFIRMED, True, False),
        (Act.REVIEW_SIGNUP, State.CANCELLED, True, False),
    ],
)
def test_a_token_that_did_its_work_is_no_mistake(act, state, used, fine) -> None:
    spent = SpentToken(Question(person(state), act), used=used)
    assert notices.is_fine(spent) is fine
    assert Parsed(notices.spent(spent.question, used=used)).text


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
def test_every_refusal_has_words(state, deed) -> None:
    assert Parsed(notices.illegal(IllegalChange(state, deed))).text


def test_moments_are_spoken_on_both_clocks() -> None:
    instant = datetime(2026, 11, 27, 20, tzinfo=UTC)
    assert deadline(instant, "America/Detroit") == "Friday 27 November, 3 pm (Detroit time)"
    assert on_own_clock(instant, "America/Detroit", "Europe/Madrid") == (
        "On your own clock, in Madrid: Friday 27 November, 9 pm."
    )
    assert on_own_clock(instant, "America/Detroit", "America/New_York") == ""
    assert on_own_clock(instant, "America/Detroit", None) == ""
    assert noted(NOW, "America/Detroit") == "24 November 2026, 2:17 am"


def test_pages_are_drawn_in_spanish() -> None:
    with speaking("es"):
        assert 'lang="es"' in manage(person())
