"""Forms: too quick, too old, filled in where nobody sees, and with or without the work that was asked."""

import json
from base64 import b64encode
from uuid import UUID, uuid4

import pytest
from altcha import Challenge, Payload, solve_challenge
from hypothesis import given
from hypothesis import strategies as st

from services.registration.guarding.decoys import Decoys
from services.registration.guarding.guards import Guards, OnceMore, Sent
from services.registration.guarding.limits import Allowances, Keys
from services.registration.guarding.proof import Asked, Proofs
from services.registration.guarding.signup_limits import NETWORK, RECIPIENT, SignupLimits
from services.registration.guarding.stamps import Stamps
from services.registration.guarding.tally import Rule
from shared.contracts.envelope import name_based_id
from tests.unit.registration.test_limits import SECRET, Board, Clock, Purse, send

HERE = "192.0.2.7"


@pytest.fixture
def clock() -> Clock:
    """Now, as the library that checks proofs has a clock of its own."""
    clock = Clock()
    clock.now = 4_000_000_000.0
    return clock


@pytest.fixture(autouse=True)
def _easy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.registration.guarding.proof.MOST_TRIES", 300)


def guards(clock: Clock, asked: Asked = Asked.OFF, minimum: float = 3) -> Guards:
    keys = Keys(SECRET)
    limits = SignupLimits(Rule(NETWORK, 40, 600), Rule(RECIPIENT, 3, 3600), keys, Board().of("one"), clock)
    return Guards(SECRET, limits, Allowances(Purse(), keys), minimum=minimum, asked=asked, clock=clock)


def sent(stamp: str, proof: str = "", submission: str = "f3f7") -> Sent:
    return Sent("pl-2026", submission, stamp, proof)


def solved(challenge: str) -> str:
    asked = Challenge.from_dict(json.loads(challenge))
    solution = solve_challenge(asked)
    assert solution
    return Payload(asked, solution).to_base64()


async def stopped(guard: Guards, form: Sent) -> OnceMore | None:
    try:
        await guard.look(HERE, form)
    except OnceMore as once_more:
        return once_more
    return None


async def test_who_takes_their_time_passes(clock: Clock) -> None:
    guard = guards(clock)
    stamp = guard.hidden(HERE, "f3f7").stamp
    clock.now += 3
    assert await stopped(guard, sent(stamp)) is None


async def test_too_quick_is_asked_once_and_then_passes(clock: Clock) -> None:
    guard = guards(clock)
    first = sent(guard.hidden(HERE, "f3f7").stamp)
    clock.now += 2.9
    once_more = await stopped(guard, first)
    assert once_more
    assert str(once_more) == "That was quick. Please send it once more."
    assert once_more.retry_after == 0
    assert await stopped(guard, sent(guard.hidden_again(HERE, first, "f3f7").stamp)) is None


@pytest.mark.parametrize("stamp", ["", "x", "a.b", "ä.ö", "WyJmM2Y3IiwxLGZhbHNlXQ.AAAA", "\ud800"])
async def test_a_form_without_a_stamp_gets_one(clock: Clock, stamp: str) -> None:
    guard = guards(clock)
    once_more = await stopped(guard, sent(stamp))
    assert once_more
    assert once_more.rule == "old"
    assert await stopped(guard, sent(guard.hidden_again(HERE, sent(stamp), "f3f7").stamp)) is None


async def test_a_stamp_is_good_for_its_form_and_a_day(clock: Clock) -> None:
    guard = guards(clock)
    stamp = guard.hidden(HERE, "f3f7").stamp
    clock.now += 10
    assert await stopped(guard, sent(stamp, submission="other"))
    clock.now += 24 * 3600
    assert await stopped(guard, sent(stamp))


async def test_no_minimum_asks_for_no_stamp(clock: Clock) -> None:
    assert await stopped(guards(clock, minimum=0), sent("")) is None


async def test_the_work_is_done_once_for_one_form(clock: Clock) -> None:
    guard = guards(clock, Asked.ALWAYS)
    hidden = guard.hidden(HERE, "f3f7")
    proof = solved(hidden.challenge)
    clock.now += 3
    assert await stopped(guard, sent(hidden.stamp, proof)) is None
    assert await stopped(guard, sent(hidden.stamp, proof)) is None, "a double click"
    other = guard.hidden(HERE, "other").stamp
    clock.now += 3
    once_more = await stopped(guard, sent(other, proof, submission="other"))
    assert once_more
    assert (once_more.rule, once_more.retry_after) == ("proof", 57)


async def test_patience_does_as_well_as_work_but_not_for_everybody(clock: Clock) -> None:
    guard = guards(clock, Asked.ALWAYS)
    stamps = {name: guard.hidden(HERE, name).stamp for name in map(str, range(21))}
    clock.now += 45
    once_more = await stopped(guard, sent(stamps["0"], submission="0"))
    assert once_more
    assert once_more.retry_after == 15
    again = guard.hidden_again(HERE, sent(stamps["0"], submission="0"), "0").stamp
    clock.now += 15
    assert await stopped(guard, sent(again, submission="0")) is None, "seen again, the first time counts"
    for name in list(stamps)[1:20]:
        assert await stopped(guard, sent(stamps[name], submission=name)) is None
    last = await stopped(guard, sent(stamps["20"], submission="20"))
    assert last
    assert last.retry_after == 600


async def test_the_work_is_asked_of_networks_that_send_much(clock: Clock) -> None:
    guard = guards(clock, Asked.SUSPICIOUS)
    assert guard.hidden(HERE, "f3f7").challenge == ""
    await send(guard._limits, 20)
    hidden = guard.hidden(HERE, "f3f7")
    assert hidden.challenge
    assert guard.hidden("192.0.2.8", "f3f7").challenge == ""
    clock.now += 3
    assert await stopped(guard, sent(hidden.stamp))
    assert await stopped(guard, sent(hidden.stamp, solved(hidden.challenge))) is None


def test_a_challenge_is_over_after_an_hour() -> None:
    long_ago = Proofs(b"key", lambda: 1_700_000_000.0)
    assert not long_ago.holds(solved(long_ago.challenge("f3f7")), "f3f7")


def test_what_was_changed_is_no_proof(clock: Clock) -> None:
    proofs = Proofs(b"key", clock)
    challenge = json.loads(proofs.challenge("f3f7"))
    challenge["parameters"]["keyPrefix"] = "00"
    assert not proofs.holds(solved(json.dumps(challenge)), "f3f7")
    assert not Proofs(b"other", clock).holds(solved(proofs.challenge("f3f7")), "f3f7")


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["challenge", "solution", "parameters", "counter", "signature"]), inner)
    ),
)


@given(anything)
def test_no_answer_is_too_strange(answer: object) -> None:
    proofs = Proofs(b"key", Clock())
    assert not proofs.holds(b64encode(json.dumps(answer).encode()).decode(), "f3f7")
    assert not proofs.holds(str(answer), "f3f7")


def test_stamps_of_other_keys_are_none(clock: Clock) -> None:
    assert Stamps(b"a" * 32, clock).read(Stamps(b"b" * 32, clock).make("f3f7"), "f3f7") is None


def test_a_decoy_looks_like_any_id_and_is_known_again(clock: Clock) -> None:
    guard = guards(clock)
    trapped = Sent("pl-2026", "f3f7", trap="buy now")
    decoy = guard.decoy_for(trapped)
    assert decoy
    assert UUID(decoy).version == UUID(name_based_id(str(uuid4()), "a form")).version == 5
    assert guard.decoy_for(trapped) == decoy
    assert guard.decoys.knows(decoy)
    assert guard.decoy_for(Sent("pl-2026", "other", trap="buy now")) != decoy
    assert guard.decoy_for(Sent("pl-2026", "f3f7", trap="  ")) is None
    assert not Decoys(b"another key").knows(decoy)


@given(st.uuids())
def test_other_ids_are_no_decoys(id: UUID) -> None:
    assert not Decoys(b"key").knows(str(id))
