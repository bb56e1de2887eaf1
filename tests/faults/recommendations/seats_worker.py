"""Recommendations without its bus consumers: what happens to a few people, one batch after the other, once.

Started again, it is told all of it again, as the bus does with what was never answered.

    python -m tests.faults.recommendations.seats_worker   (settings as of the service; EVENTS: a file, or several)
"""

import asyncio
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from services.recommendations.seats.offering import Offering
from services.recommendations.seats.runs_store import MongoRuns
from services.recommendations.settings import Settings
from services.recommendations.store import INDEXES
from shared.bus.bus import Bus
from shared.contracts.envelope import CloudEvent
from shared.contracts.registration import ParticipantCancelled, ParticipantErased, ParticipantRegistered
from shared.outbox import Outbox
from shared.outcomes import Done, Outcome, Unavailable
from tests.integration.recommendations.second_process import SecondProcess

KINDS: dict[str, type[CloudEvent[Any]]] = {
    kind.kind: kind for kind in (ParticipantRegistered, ParticipantCancelled, ParticipantErased)
}


def batches(path: Path) -> list[list[CloudEvent[Any]]]:
    told = [json.loads(line) for line in path.read_text().splitlines()]
    return [[KINDS[each["type"]].parse(json.dumps(each).encode()) for each in batch] for batch in told]


async def main() -> None:
    settings = Settings()
    files = [Path(each) for each in os.environ["EVENTS"].split(":")]
    for path in files:
        await live(settings, path)


async def live(settings: Settings, path: Path) -> None:
    """All that happens at the conference the file is named after, in a database of that name."""
    settings = settings.model_copy(update={"mongo_database": path.stem})
    process = SecondProcess(settings)
    await process.mongo.ready({name: INDEXES[name] for name in ("seats", "waits", "agenda_news", "agendas")})
    bus = Bus("recommendations", settings.nats_url)
    await bus.connect()
    outboxes = [Outbox(process.mongo.database[name], lambda: bus.publisher) for name in ("agenda_news", "seats")]
    for batch in batches(path):
        for outcome in await handled(process, batch):
            assert isinstance(outcome, Done), outcome
            await bus.publish_all(outcome.events, again=outcome.again)

    async def tell() -> None:
        for outbox in outboxes:
            assert await outbox.flush()

    parts = (process.seats, process.agendas, process.planner, process.remaking, process.producer)
    await Offering(*parts, tell, MongoRuns(process.mongo.database).busy).look()
    await tell()
    await bus.stop()


async def handled(process: SecondProcess, batch: list[CloudEvent[Any]]) -> Sequence[Outcome]:
    """What became of them; again, as the bus would, while the transaction of who was killed is in the way."""
    while True:
        with suppress(Unavailable):
            return await process.handle(batch)


if __name__ == "__main__":
    asyncio.run(main())
