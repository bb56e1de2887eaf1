"""Recommendations, where what a killed process had in hand is free after a few seconds, not after thirty.

python -m tests.faults.recommendations.impatient
"""

import runpy
from datetime import timedelta

from nats.js import JetStreamContext

from services.recommendations.days import rebuild_store
from shared.bus.provision import provision
from shared.bus.topology import CONSUMERS

SECONDS = 4.0


def hurry() -> None:
    """This process waits no longer than that."""
    for consumer in CONSUMERS:
        object.__setattr__(consumer, "ack_wait", SECONDS)
    rebuild_store.LEASE = timedelta(seconds=SECONDS)


async def provision_impatiently(jetstream: JetStreamContext) -> None:
    """Streams and consumers as such a service expects them."""
    await provision(jetstream)
    for consumer in CONSUMERS:
        config = consumer.config()
        config.ack_wait = SECONDS
        await jetstream.add_consumer(consumer.stream, config)


if __name__ == "__main__":
    hurry()
    runpy.run_module("services.recommendations", run_name="__main__")
