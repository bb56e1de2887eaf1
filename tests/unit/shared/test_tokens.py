from hashlib import sha256

import pytest

from shared.tokens import Act, Tokens, hash_of

EVENT = "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c"
OLD, NEW = "an old secret of tests", "a new secret of tests"


def test_a_token_is_long_fits_a_url_and_is_the_same_for_whoever_has_the_secret():
    token = Tokens([NEW]).token(Act.CONFIRM_SIGNUP, EVENT)

    assert len(token) == 43
    assert token.replace("-", "").replace("_", "").isalnum()
    assert token == Tokens([NEW, OLD]).token(Act.CONFIRM_SIGNUP, EVENT)


def test_it_is_for_one_thing_one_event_and_one_secret():
    tokens = {
        Tokens([secret]).token(act, event)
        for secret in (OLD, NEW)
        for act in Act
        for event in (EVENT, EVENT.replace("3", "4"))
    }
    assert len(tokens) == 2 * len(Act) * 2


def test_what_is_kept_of_it_is_a_hash_for_each_secret():
    sent = Tokens([OLD]).token(Act.ANSWER_OFFER, EVENT)

    kept = Tokens([NEW, OLD]).hashes(Act.ANSWER_OFFER, EVENT)

    assert len(kept) == 2
    assert sha256(sent.encode()).hexdigest() in kept
    assert sent not in kept


@pytest.mark.parametrize("typed", ["", "é", "\ud800", "x" * 10_000])
def test_anything_that_is_typed_has_a_hash(typed):
    assert len(hash_of(typed)) == 64


@pytest.mark.parametrize("secrets", [[], ["short"], [NEW, "short"]])
def test_secrets_are_long(secrets):
    with pytest.raises(ValueError, match="LINK_SECRETS"):
        Tokens(secrets)
