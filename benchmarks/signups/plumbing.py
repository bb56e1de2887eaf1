"""The product's plumbing with the limit's work: one bulk upsert and one event, through the shared batch consumer."""

from collections.abc import Sequence

from pymongo import ReplaceOne

from benchmarks.signups.contest import Backends, Turn, collection
from benchmarks.signups.work import derived, document
from shared.bus.bus import Bus
from shared.bus.topology import SIGNUPS
from shared.collector import relax_collector
from shared.contracts.registration import SignupReceived
from shared.events import FrozenEvent
from shared.outcomes import Done, Outcome


async def consume(backends: Backends, turn: Turn) -> None:
    """Start to read when it is our turn; the reading goes on in the background."""
    bus = Bus("registration", backends.nats_url)
    participants = await collection(backends)

    @bus.consumes(SIGNUPS)
    async def receive(signups: Sequence[SignupReceived]) -> Sequence[Outcome]:
        documents = [document(signup) for signup in signups]
        writes = [ReplaceOne({"_id": one["_id"]}, one, upsert=True) for one in documents]
        await participants.bulk_write(writes, ordered=False)
        return [Done((FrozenEvent.of(derived(signup)),)) for signup in signups]

    await bus.connect()
    relax_collector()
    await turn.wait()
    await bus.start()
