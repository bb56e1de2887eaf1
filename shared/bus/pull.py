"""Pulling from JetStream so that no message that reached the process is dropped on the way to its handler.

A dropped message is not lost, but comes back only after ack_wait.
"""

import asyncio
import json
from typing import Any

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NothingCame
from nats.js.client import JetStreamContext


class Pull(JetStreamContext.PullSubscription):
    """A pull subscription as FastStream's batch loop needs it, and one that can be wound up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked_for = 0
        self._winding_up = False
        self._batch_is_out = False
        self._all_is_out = asyncio.Event()

    async def fetch(self, batch: int = 1, timeout: float | None = 5, heartbeat: float | None = None) -> list[Msg]:
        """At most `batch` messages, within `timeout` seconds. Raises nats.errors.TimeoutError if there is none."""
        if self._winding_up:
            return await self._what_is_left()
        self._asked_for = batch
        try:
            if batch == 1 or timeout is None:
                return await super().fetch(batch, timeout, heartbeat)
            return await self._fetch_many(batch, timeout)
        except TimeoutError as over:
            # nats-py may raise the bare one. FastStream knows only that of nats-py: any other ends its loop, and
            # the messages it had collected for this batch are forgotten.
            raise NothingCame from over
        finally:
            self._asked_for = 0

    async def _fetch_many(self, batch: int, timeout: float) -> list[Msg]:
        """What nats-py does with a task, a timer and a random id for each message, once for all that came together."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + timeout
        messages = self._at_hand(batch)
        if len(messages) < batch:
            wanted = {"batch": batch - len(messages), "expires": int(timeout * 1e9)}
            await self._nc.publish(self._nms, json.dumps(wanted).encode(), self._deliver)
        while len(messages) < batch and (left := ends - loop.time()) > 0:
            try:
                first = await self._sub.next_msg(left)
            except TimeoutError:
                break
            if JetStreamContext.is_status_msg(first):
                break  # the server has no more, or nobody is there to ask
            messages.append(first)
            messages += self._at_hand(batch - len(messages))
        if not messages:
            # The answer is immediate when the consumer is gone: never a busy loop.
            await asyncio.sleep(ends - loop.time())
            raise NothingCame
        return messages

    def _at_hand(self, most: int) -> list[Msg]:
        """Up to so many messages that have arrived already."""
        messages: list[Msg] = []
        queue = self._sub._pending_queue
        while len(messages) < most and not queue.empty():
            message = queue.get_nowait()
            self._sub._pending_size -= len(message.data)
            if not JetStreamContext.is_status_msg(message):  # of a request that ended long ago
                messages.append(message)
        return messages

    async def wind_up(self) -> None:
        """Ask for nothing more; return when what was on its way is handed out and answered."""
        self._winding_up = True
        if not self._nc.is_connected:
            return  # nothing is on its way
        # Not unsubscribe(), which forgets the inbox at once: what the server has sent already arrives before its
        # answer to the ping of flush().
        await self._nc._send_unsubscribe(self._sub._id)
        # Twice: the ping of the first may overtake what still waits in the client's buffer.
        await self._nc.flush()
        await self._nc.flush()
        if self._asked_for == 1:
            return  # waits, perhaps for seconds, with nothing in its hands
        await self._all_is_out.wait()

    async def _what_is_left(self) -> list[Msg]:
        left = [self._sub._pending_queue.get_nowait() for _ in range(self.pending_msgs)]
        if messages := [message for message in left if not JetStreamContext.is_status_msg(message)]:
            self._batch_is_out = False
            return messages
        if not self._batch_is_out:
            self._batch_is_out = True
            raise NothingCame  # whoever fetches hands on what it has collected, and asks again
        self._all_is_out.set()
        await asyncio.get_running_loop().create_future()  # until the subscriber is stopped
        raise NothingCame


class PullingJetStream(JetStreamContext):
    """A JetStream context that hands out such subscriptions."""

    async def pull_subscribe_bind(self, *args: Any, **kwargs: Any) -> Pull:
        """As its parent."""
        made = await super().pull_subscribe_bind(*args, **kwargs)
        return Pull(self, made._sub, made._stream, made._consumer, made._deliver.encode())
