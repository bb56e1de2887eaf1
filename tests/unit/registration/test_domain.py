from datetime import date
from uuid import UUID

import pytest

from services.registration.domain import (
    fingerprint,
    participant_id,
    refusal,
    same_person,
    says_the_same,
    signup_id,
)
from services.registration.impersonal import impersonal
from shared.contracts.registration import Conference, Consent, Purpose, Signup

ID = "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c"


def signup(**changes) -> Signup:
    return Signup.model_validate(
        {
            "conference": "a-conference",
            "name": "Ana Ruiz",
            "email": "Ana@Example.org",
            "goals": [{"statement": "listen"}],
            **changes,
        }
    )


def test_a_key_makes_the_same_id_in_the_same_conference_only():
    assert signup_id("a-conference", "key") == signup_id("a-conference", "key")
    assert len({signup_id("a-conference", "key"), signup_id("a-conference", "Key"), signup_id("other", "key")}) == 3
    assert UUID(signup_id("a-conference", "\x00*>. é")).version == 5


def test_a_key_cannot_reach_into_another_conference():
    assert signup_id("a", "-b") != signup_id("a-", "b")


def test_the_id_of_a_participant_is_not_that_of_the_signup_and_always_the_same():
    assert participant_id(ID) == participant_id(ID) != ID


def test_two_signups_are_the_same_when_they_say_the_same():
    assert fingerprint(signup()) == fingerprint(signup(role="", lengths=[]))
    for other in ({"name": "Ana  Ruiz"}, {"lengths": [30]}, {"goals": [{"statement": "listen", "area": "curriculum"}]}):
        assert fingerprint(signup()) != fingerprint(signup(**other))


@pytest.mark.parametrize("email", ["ana@example.org", " ANA@EXAMPLE.ORG ", "Ana@Example.Org"])
def test_an_address_in_any_writing_is_one_person(email):
    assert same_person(email) == "ana@example.org"


def test_who_may_sign_up():
    conference = Conference(
        slug="a-conference",
        name="A Conference",
        starts_on=date(2026, 10, 28),
        ends_on=date(2026, 10, 28),
        zone="America/Detroit",
        place="Here",
        capacity=1,
    )

    assert refusal(conference) is None
    assert refusal(conference.model_copy(update={"open": False})) == "signups for this conference are closed"
    assert refusal(None) == "there is no such conference"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("let my students move at their own pace", "let my students move at their own pace"),
        ("I am Ana Ruiz and RUIZ is my name", "I am … and … is my name"),
        ("an analysis of banana peels", "an analysis of banana peels"),
        ("write to ana.ruiz+x@mail.example.org please", "write to … please"),
        ("call +1 (616) 555-0100 or 616.555.0100 today", "call … or … today"),
        ("2 sessions of 30 minutes in 2026", "2 sessions of 30 minutes in 2026"),
        ("grades 6 to 8", "grades 6 to 8"),
    ],
)
def test_a_goal_is_told_without_who_wrote_it(written, told):
    assert impersonal(written, "Ana Ruiz") == told


@pytest.mark.parametrize("name", ["(", "a.*", "[x", "\\", "$1", "Ana+", "😀😀😀"])
def test_a_name_is_no_pattern(name):
    assert impersonal("learn to listen", name) == "learn to listen"


def test_a_long_goal_is_looked_through_quickly():
    for goal in ("a@" * 150, "1 " * 150, "@" * 300, "a." * 150, "+1(" * 100):
        impersonal(goal, "Ana Ruiz")


def test_a_second_signup_says_the_same_whatever_way_it_came():
    consent = Consent(purpose=Purpose.OPERATIONAL, wording="1", source="form")

    assert says_the_same(signup(), signup(language="es", zone="Europe/Madrid", consents=[consent]))
    assert not says_the_same(signup(), signup(role="teacher"))
