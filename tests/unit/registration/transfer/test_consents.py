"""What somebody's list says of a person is never taken as what they said themselves."""

from datetime import UTC, datetime, timedelta

from services.registration.participants import people
from services.registration.participants.consents import of_change, of_signup
from services.registration.participants.life import State
from services.registration.participants.person import ConsentEntry, Person, first_told
from shared.contracts.registration import Purpose, Signup
from shared.events import Producer

NOW = datetime(2026, 9, 1, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
TELL = first_told(
    Producer("registration", "http://r.example.org", clock=lambda: NOW),
    "a-conference",
    "6f1d1bd2-6c0a-5e0e-9a57-3f2a9a1c7d11",
)


def pending(source: str) -> Person:
    consents = of_signup(source, updates=True)
    said = {"conference": "a-conference", "name": "Ana", "email": "ana@example.org", "goals": [{"statement": "x"}]}
    signup = Signup.model_validate({**said, "consents": consents})
    entries = tuple(ConsentEntry(consent, NOW) for consent in consents)
    return Person("p-1", "a-conference", State.PENDING, 1, "Ana", "ana@example.org", signup=signup, consents=entries)


def test_confirming_a_signup_confirms_what_its_owner_saw():
    after = people.confirm(pending("form"), TELL, place=True).after
    assert people.agrees_to(after, Purpose.UPDATES)


def test_confirming_an_imported_signup_confirms_no_consent():
    before = pending("import")
    after = people.confirm(before, TELL, place=True).after
    assert after.address_confirmed
    assert not any(entry.confirmed for entry in (*before.consents, *after.consents))
    assert not people.agrees_to(after, Purpose.UPDATES)


def test_what_others_say_later_does_not_outrank_what_is_confirmed():
    confirmed = people.confirm(pending("form"), TELL, place=True).after
    withdrawn = people.agree(confirmed, of_change(given=False), NOW, confirmed=True).after
    for own, counts in ((confirmed, True), (withdrawn, False)):
        after = people.with_consents(own, of_signup("api", updates=True), LATER)
        assert people.agrees_to(after, Purpose.UPDATES) is people.wishes(after, Purpose.UPDATES) is counts


def test_what_they_say_themselves_counts():
    after = people.confirm(pending("import"), TELL, place=True).after
    own = of_signup("manage", updates=True)[1]
    assert people.agrees_to(people.agree(after, own, NOW, confirmed=True).after, Purpose.UPDATES)
