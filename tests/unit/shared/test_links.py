from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer

from shared.links import LASTS, BadLink, ExpiredLink, Links, Opened, Purpose

OLD, NEW = "the-secret-of-last-year", "the-secret-of-this-year"
PERSON = "8f14e45f-ceea-5e7a-9d3c-2b1f6c7a9e01"


@pytest.fixture
def clock(monkeypatch):
    """The time links are signed and opened at; `clock.now` sets it, in seconds."""

    class Clock:
        now = datetime(2026, 9, 1, 12, tzinfo=UTC).timestamp()

        def __call__(self) -> float:
            return self.now

    hand = Clock()
    monkeypatch.setattr("itsdangerous.timed.time.time", hand)
    return hand


def test_what_was_signed_is_opened(clock):
    links = Links([NEW])

    opened = links.open(Purpose.AGENDA, links.sign(Purpose.AGENDA, PERSON))

    assert opened == Opened(PERSON, datetime(2026, 9, 1, 12, tzinfo=UTC))


def test_a_token_is_fit_for_a_url():
    token = Links([NEW]).sign(Purpose.AGENDA, PERSON)

    assert all(character.isalnum() or character in "-_." for character in token)


def test_a_link_expires(clock):
    links = Links([NEW])
    token = links.sign(Purpose.AGENDA, PERSON)

    clock.now += LASTS
    assert links.open(Purpose.AGENDA, token).participant == PERSON
    clock.now += 1
    with pytest.raises(ExpiredLink):
        links.open(Purpose.AGENDA, token)
    assert timedelta(seconds=LASTS) == timedelta(days=180)


def test_secrets_are_rotated():
    before, during, after = Links([OLD]), Links([NEW, OLD]), Links([NEW])
    old = before.sign(Purpose.AGENDA, PERSON)
    new = during.sign(Purpose.AGENDA, PERSON)

    assert during.open(Purpose.AGENDA, old).participant == PERSON
    assert after.open(Purpose.AGENDA, new).participant == PERSON
    with pytest.raises(BadLink):
        after.open(Purpose.AGENDA, old)
    with pytest.raises(BadLink):
        before.open(Purpose.AGENDA, new)


def test_a_link_opens_only_what_it_was_signed_for():
    token = URLSafeTimedSerializer([NEW], salt="desirepath.something-else").dumps(PERSON)

    with pytest.raises(BadLink):
        Links([NEW]).open(Purpose.AGENDA, str(token))


@pytest.mark.parametrize("position", [0, 5, 20, -20, -1])
def test_a_changed_token_opens_nothing(position):
    links = Links([NEW])
    token = links.sign(Purpose.AGENDA, PERSON)
    # The last character holds bits that say nothing, so the next letter alone could mean the same.
    other = "A" if token[position] not in "ABCD" else "z"
    changed = token[:position] + other + (token[position + 1 :] if position != -1 else "")

    with pytest.raises(BadLink) as refused:
        links.open(Purpose.AGENDA, changed)
    assert not isinstance(refused.value, ExpiredLink)


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é", "\ud800", "\x00", "x" * 100_000, "../../etc/passwd"])
def test_what_is_no_token_opens_nothing(token):
    with pytest.raises(BadLink):
        Links([NEW]).open(Purpose.AGENDA, token)


@pytest.mark.parametrize("secrets", [[], [""], ["short"], [NEW, "short"]])
def test_secrets_must_be_secret(secrets):
    with pytest.raises(ValueError, match="at least 16 characters"):
        Links(secrets)
