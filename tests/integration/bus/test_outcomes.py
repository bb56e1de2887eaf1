"""What the outcome of a handler does to the message: ack, delayed nak, dead letter."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from shared.bus import consume
from shared.contracts.registration import ParticipantRegistered
from shared.outcomes import Done, Outcome, Reject, Retry, Unavailable
from tests.integration.bus.stage import Recorder, put, registered
from tests.integration.streams import count, settled, stored


@pytest.fixture
def shortest_delays(monkeypatch):
    """A quarter, a half, one second ... without the spread that chance adds."""
    monkeypatch.setattr("shared.bus.verdict.random.random", lambda: 0.0)


async def test_retry_comes_back_later_each_time(shortest_delays, started, consumer, jetstream):
    outcomes: list[Outcome] = [Retry("not yet"), Retry("not yet"), Retry("not yet"), Done()]
    heard = Recorder(lambda _: outcomes.pop(0))
    await put(jetstream, registered())

    async with started(consumer, heard):
        await heard.has_seen(4)
        await settled(jetstream, "EVENTS", consumer.name)

    pauses = [later - earlier for earlier, later in pairwise(heard.times)]
    assert pauses[0] >= 0.25
    assert pauses[1] >= 0.5
    assert pauses[2] >= 1.0
    assert sum(pauses) < 10  # it came by the nak, not by ack_wait
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_reject_is_buried_once_and_never_comes_back(started, consumer, jetstream):
    event = registered("bad")
    heard = Recorder(lambda event: Reject("breaks a rule") if event.data.goals[0].statement == "bad" else Done())
    await put(jetstream, registered("before"), event, registered("after"))

    async with started(consumer, heard):
        await settled(jetstream, "EVENTS", consumer.name)

    assert heard.calls == [["before", "bad", "after"]]
    (letter,) = await stored(jetstream, "DEAD_LETTERS")
    assert letter.body == event.encode()
    assert letter.headers["Dead-Letter-Reason"] == "breaks a rule"
    assert letter.headers["Dead-Letter-Subject"] == event.address


async def test_one_that_upsets_the_batch_is_found_and_harms_nobody(
    monkeypatch, shortest_delays, started, consumer, jetstream
):
    monkeypatch.setattr(consume, "ATTEMPTS_AT_A_BUG", 3)
    calls: list[list[str]] = []

    async def handle(events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        calls.append([event.data.goals[0].statement for event in events])
        if "poison" in calls[-1]:
            raise KeyError("ana@example.org")
        return [Done()] * len(events)

    poison = registered("poison")
    await put(jetstream, registered("before"), poison, registered("after"))

    async with started(consumer, handle):
        await settled(jetstream, "EVENTS", consumer.name)

    # The batch, then each alone; after that the culprit twice more. Those that were Done did not come again.
    assert calls == [["before", "poison", "after"], ["before"], ["poison"], ["after"], ["poison"], ["poison"]]
    (letter,) = await stored(jetstream, "DEAD_LETTERS")
    assert letter.body == poison.encode()
    assert letter.headers["Dead-Letter-Deliveries"] == "3"
    assert letter.headers["Dead-Letter-Reason"] == "unforeseen KeyError"


@pytest.mark.parametrize("too_many", [-1, 1])
async def test_answers_that_do_not_match_the_events_are_a_bug_like_any_other(
    too_many, monkeypatch, shortest_delays, started, consumer, jetstream
):
    monkeypatch.setattr(consume, "ATTEMPTS_AT_A_BUG", 2)

    async def handle(events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        return [Done()] * (len(events) + too_many)

    await put(jetstream, registered())

    async with started(consumer, handle):
        await settled(jetstream, "EVENTS", consumer.name, seconds=5)

    assert await count(jetstream, "DEAD_LETTERS") == 1


async def test_what_passes_by_itself_is_never_a_dead_letter(monkeypatch, shortest_delays, started, consumer, jetstream):
    monkeypatch.setattr(consume, "ATTEMPTS_AT_A_BUG", 1)
    calls: list[int] = []

    async def handle(events: Sequence[ParticipantRegistered]) -> list[Outcome]:
        calls.append(len(events))
        if len(calls) < 3:
            raise Unavailable("the database is away")
        return [Done()] * len(events)

    await put(jetstream, registered(), registered())

    async with started(consumer, handle):
        await settled(jetstream, "EVENTS", consumer.name)

    assert calls == [2, 2, 2]
    assert await count(jetstream, "DEAD_LETTERS") == 0


async def test_headers_of_a_stranger_do_not_matter(started, consumer, jetstream):
    heard = Recorder()
    event = registered("with headers")
    headers = {"content-type": "text/plain; *", "correlation_id": "x" * 2000, "reply_to": ">", "message_id": "\u00e9"}
    await jetstream.publish(event.address, event.encode(), headers=headers)
    await put(jetstream, registered("without"))

    async with started(consumer, heard):
        await settled(jetstream, "EVENTS", consumer.name)

    assert sorted(heard.seen) == ["with headers", "without"]
