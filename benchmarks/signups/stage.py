"""The stage of one run: streams with the signups in them, an empty database, and the moment all is done."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from nats.js.api import Header

from benchmarks.loads import CONFERENCE, signup
from benchmarks.servers import Operator
from benchmarks.signups.contest import COLLECTION
from shared.contracts.registration import Signup, SignupReceived
from shared.events import FrozenEvent, Producer

LOOK_EVERY = 0.02
"""Seconds between two looks at the streams: the precision of a measurement."""
PATIENCE = 60.0
"""Seconds without any progress after which a contestant has failed: longer than an unanswered message rests."""
_WINDOW = 1000
# A trace that is carried but not recorded, as where no collector is configured.
_TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"


class Stalled(Exception):
    """A contestant did not do its work."""


def signups(count: int) -> list[FrozenEvent]:
    """That many signups, as registration's edge puts them on the bus."""
    producer = Producer("registration", "http://127.0.0.1:8001")
    return [
        FrozenEvent.of(
            producer.first(
                SignupReceived,
                id=(id := f"{number:08x}-0000-4000-8000-000000000000"),
                conference=CONFERENCE,
                subject=id,
                data=Signup.model_validate(signup(number)),
                traceparent=_TRACEPARENT,
            )
        )
        for number in range(count)
    ]


class Stage:
    """One database and the streams, before, during and after the turn of a contestant."""

    def __init__(self, operator: Operator, database: str) -> None:
        self._operator, self._database = operator, database
        self._jetstream = operator.jetstream

    async def set(self, events: Sequence[FrozenEvent]) -> None:
        """New streams and consumers, the signups in their queue as the edge publishes them, no such database."""
        await self._operator.clear(self._database)
        for start in range(0, len(events), _WINDOW):
            await asyncio.gather(*[await self._publish(one) for one in events[start : start + _WINDOW]])

    async def _publish(self, event: FrozenEvent) -> Awaitable[object]:
        headers = {Header.MSG_ID: event.id, Header.EXPECTED_LAST_SUBJECT_SEQUENCE: "0"}
        return await self._jetstream.publish_async(event.address, event.body, headers=headers)

    async def wait_until_done(self, count: int, told: Callable[[int], None]) -> float:
        """The instant (`time.perf_counter`) when every signup was acked. `told` hears how many are."""
        acked, moved = 0, time.perf_counter()
        while acked < count:
            await asyncio.sleep(LOOK_EVERY)
            left = (await self._jetstream.stream_info("SIGNUPS")).state.messages
            now = time.perf_counter()
            if count - left > acked:
                acked, moved = count - left, now
                told(acked)
            elif now - moved > PATIENCE:
                raise Stalled(f"{left} signups are still in the queue")
        return time.perf_counter()

    async def check(self, count: int, streams: Sequence[str]) -> None:
        """Raise Stalled unless everything is stored and on each of these streams."""
        stored = await self._operator.mongo[self._database][COLLECTION].count_documents({})
        found = {name: (await self._jetstream.stream_info(name)).state.messages for name in streams}
        if stored != count or any(messages != count for messages in found.values()):
            raise Stalled(f"of {count} signups {stored} are stored, and on the streams are {found}")
        lost = (await self._jetstream.stream_info("DEAD_LETTERS")).state.messages
        if lost:
            raise Stalled(f"{lost} signups became dead letters")
