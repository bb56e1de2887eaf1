"""What reached the process reaches the handler at once, not after ack_wait."""

from tests.integration.bus.stage import Recorder, put, registered


async def test_a_batch_that_does_not_fill_is_never_forgotten(started, consumer, jetstream):
    """Each of these waits for more, gets none, and must come all the same."""
    heard = Recorder()

    async with started(consumer, heard):
        for number in range(1, 31):
            await put(jetstream, registered())
            await heard.has_seen(number, seconds=5)

    assert len(heard.seen) == 30
