"""From outcome to answer: ack, delayed nak, or dead letter. The policy every consumer of every service shares."""

import random

from nats.aio.msg import Msg

from shared.bus.dead_letters import DeadLetters
from shared.bus.topology import Consumer
from shared.outcomes import Reject, Retry

LONGEST_DELAY = 60.0
"""Seconds between two attempts at most."""


def delay(deliveries: int, chance: float) -> float:
    """Seconds until the next attempt: 0.5, 1, 2 ... 60, each spread by half either way so that retries disperse.

    `deliveries`: how often it was delivered, from 1; `chance`: from 0 to 1.
    """
    growing = min(0.5 * 2.0 ** min(deliveries - 1, 10), LONGEST_DELAY)
    return growing * (0.5 + chance)


async def answer(message: Msg, outcome: Retry | Reject, consumer: Consumer, dead_letters: DeadLetters) -> None:
    """Nak with delay, or bury and terminate. Raises what NATS raises; then the message comes back by itself."""
    if isinstance(outcome, Retry):
        await message.nak(delay=delay(message.metadata.num_delivered, random.random()))  # noqa: S311 - not a secret
        return
    await dead_letters.bury(message, consumer, outcome.reason)
    await message.term()
