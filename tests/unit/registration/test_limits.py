"""Spending allowances, and counting signups, without a store."""

from contextlib import suppress

import pytest

from services.registration.guarding.limits import (
    Allowances,
    Keys,
    MailLimits,
    MailRules,
    TooMany,
    Verdict,
    mailbox,
)
from services.registration.guarding.signup_limits import NETWORK, RECIPIENT, Count, SignupLimits
from services.registration.guarding.tally import Rule

SECRET = "a secret of these tests"
PER_NETWORK = Rule(NETWORK, 40, 600)
PER_RECIPIENT = Rule(RECIPIENT, 3, 3600)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Board:
    """Where replicas tell each other, in memory: each has its own view of it."""

    def __init__(self) -> None:
        self.told: dict[str, dict[tuple[str, int], Count]] = {}

    def of(self, replica: str) -> "View":
        return View(self, replica)


class View:
    """The board as one replica sees it."""

    def __init__(self, board: Board, replica: str) -> None:
        self._board, self._replica = board, replica

    async def tell(self, counts) -> None:
        self._board.told.setdefault(self._replica, {}).update({(one.key, one.slot): one for one in counts})

    async def news(self) -> list[Count]:
        heard: dict[tuple[str, int], Count] = {}
        for replica, counts in self._board.told.items():
            if replica != self._replica:
                for place, one in counts.items():
                    before = heard[place].number if place in heard else 0
                    heard[place] = Count(one.rule, one.key, one.slot, before + one.number, one.until)
        return list(heard.values())


def limits(board: Board, clock: Clock, replica: str = "one", network: Rule = PER_NETWORK) -> SignupLimits:
    return SignupLimits(network, PER_RECIPIENT, Keys(SECRET), board.of(replica), clock)


async def send(door: SignupLimits, times: int, network: str = "192.0.2.7", start: int = 0) -> None:
    for number in range(start, start + times):
        async with door.entry(network, f"person{number}@example.org"):
            pass


async def test_a_network_sends_what_it_may_and_then_waits() -> None:
    clock = Clock()
    door = limits(Board(), clock)
    await send(door, 40)
    with pytest.raises(TooMany) as refused:
        async with door.entry("192.0.2.7", "one-more@example.org"):
            pass
    assert refused.value.rule == "network"
    await send(door, 1, network="192.0.2.8")
    clock.now += refused.value.retry_after
    await send(door, 40, start=100)


async def test_a_mailbox_is_one_however_it_is_written() -> None:
    door = limits(Board(), Clock())
    for number, email in enumerate(("ana@example.org", "ANA@Example.org", "ana+1@example.org")):
        async with door.entry(f"192.0.2.{number}", email):
            pass
    with pytest.raises(TooMany) as refused:
        async with door.entry("192.0.2.99", "ana+2@example.org"):
            pass
    assert refused.value.rule == "recipient"


async def test_what_was_not_taken_does_not_count() -> None:
    door = limits(Board(), Clock())
    for _ in range(100):
        with pytest.raises(ConnectionError):
            async with door.entry("192.0.2.7", "ana@example.org"):
                raise ConnectionError
    await send(door, 40)


async def test_what_was_refused_does_not_count() -> None:
    clock = Clock()
    door = limits(Board(), clock)
    await send(door, 40)
    for _ in range(100):
        with pytest.raises(TooMany):
            async with door.entry("192.0.2.7", "one-more@example.org"):
                pass
    clock.now += 661
    await send(door, 40, start=100)


async def test_more_than_half_is_suspicious() -> None:
    door = limits(Board(), Clock())
    await send(door, 19)
    assert not door.suspicious("192.0.2.7")
    await send(door, 1, start=19)
    assert door.suspicious("192.0.2.7")
    assert not door.suspicious("192.0.2.8")


async def test_honest_people_are_not_told_of() -> None:
    board, clock = Board(), Clock()
    door = limits(board, clock)
    for number in range(500):
        await send(door, 4, network=f"192.0.2.{number}", start=10 * number)
    async with door.entry("192.0.2.1000", "twice@example.org"), door.entry("192.0.2.1000", "twice@example.org"):
        pass
    await door.share()
    assert board.told == {}


async def test_replicas_count_together() -> None:
    board, clock = Board(), Clock()
    one, two, three = (limits(board, clock, name) for name in ("one", "two", "three"))
    await send(one, 25)
    await send(two, 15, start=25)
    for replica in (one, two, three, one):
        await replica.share()
    for replica in (one, two, three):  # the third has not met it before
        with pytest.raises(TooMany):
            async with replica.entry("192.0.2.7", "one-more@example.org"):
                pass
        await send(replica, 1, network="192.0.2.8", start=1000)
    clock.now += 661
    await send(three, 40, start=2000)


@pytest.mark.parametrize(("rule", "allowed"), [("network", 40), ("recipient", 10)])
async def test_a_burst_at_two_replicas_gets_no_more_than_at_one(rule: str, allowed: int) -> None:
    board, clock = Board(), Clock()
    doors = [
        SignupLimits(PER_NETWORK, Rule(RECIPIENT, 10, 3600), Keys(SECRET), board.of(name), clock)
        for name in ("one", "two")
    ]
    taken = 0
    for number in range(100):
        who = ("192.0.2.7", f"{number}@example.org") if rule == NETWORK else (f"192.0.2.{number}", "ana@example.org")
        with suppress(TooMany):
            async with doors[number % 2].entry(*who):
                taken += 1
    assert taken == allowed


async def test_telling_again_changes_nothing() -> None:
    board, clock = Board(), Clock()
    one, two = (limits(board, clock, name) for name in ("one", "two"))
    await send(one, 30)
    for _ in range(5):
        await one.share()
        await two.share()
    await send(two, 10, start=30)
    with pytest.raises(TooMany):
        async with two.entry("192.0.2.7", "one-more@example.org"):
            pass


async def test_what_the_others_know_is_shared_from_the_first() -> None:
    board, clock = Board(), Clock()
    one, two = (limits(board, clock, name) for name in ("one", "two"))
    await send(one, 39)
    await one.share()
    await two.share()
    await send(two, 1, start=39)  # few for this one alone
    await two.share()
    await one.share()
    with pytest.raises(TooMany):
        async with one.entry("192.0.2.7", "one-more@example.org"):
            pass


async def test_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.registration.guarding.signup_limits.MOST_KEYS", 100)
    door = limits(Board(), Clock())
    for number in range(1000):
        await send(door, 1, network=f"net-{number}", start=number)
    assert {name: len(seen) <= 100 for name, seen in door._seen.items()} == {"network": True, "recipient": True}


def test_keys_say_nothing_and_differ_by_rule_and_secret() -> None:
    keys = Keys(SECRET)
    key = keys.key(PER_NETWORK, "192.0.2.7")
    assert len(key) == 32
    assert key == Keys(SECRET).key(PER_NETWORK, "192.0.2.7")
    assert len({key, keys.key(PER_RECIPIENT, "192.0.2.7"), Keys("another secret").key(PER_NETWORK, "192.0.2.7")}) == 3


def test_mailboxes() -> None:
    assert mailbox(" Ana+news+2@Example.ORG") == "ana@example.org"
    assert mailbox("+1@example.org") == "+1@example.org"


class Purse:
    """Spends from memory."""

    def __init__(self) -> None:
        self.spent: list[str] = []

    async def spend(self, key: str, allowed: int, seconds: int) -> Verdict:
        if self.spent.count(key) >= allowed:
            return Verdict(allowed=False, retry_after=seconds)
        self.spent.append(key)
        return Verdict(allowed=True)


async def test_mails_are_limited_by_recipient_network_and_domain() -> None:
    purse = Purse()
    rules = MailRules(recipient=Rule("to", 2, 60), network=Rule("from", 5, 70), domain=Rule("domain", 4, 80))
    mails = MailLimits(Allowances(purse, Keys(SECRET)), rules)
    assert [(await mails.another("ana@example.org", "n1")).allowed for _ in range(3)] == [True, True, False]
    assert await mails.another("ana@example.org", "n2") == Verdict(allowed=False, retry_after=60)
    assert (await mails.another("bo@example.org", "n2")).allowed
    assert (await mails.another("cy@example.org", "n2")).allowed
    assert await mails.another("di@example.org", "n2") == Verdict(allowed=False, retry_after=80)
    assert (await mails.another("di@example.net", "n2")).allowed
    assert await mails.another("ed@example.net", "n2") == Verdict(allowed=False, retry_after=70)
