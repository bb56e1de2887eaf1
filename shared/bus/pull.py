"""Pulling from JetStream so that no message that reached the process is dropped on the way to its handler.

A dropped message is not lost, but comes back only after ack_wait.
"""

import asyncio
import json
from typing import Any

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NothingCame
from nats.js.api import Header
from nats.js.client import JetStreamContext

NOTHING_CAME = "408"
"""JetStream's status of a request whose time is over."""
PATIENCE = 1.0
"""Seconds that whoever has nothing in hand waits for a message before asking again. Idle services do it all day."""
SOON = 0.1
"""Seconds before asking again where the server refused, so that nobody asks in a busy loop."""


class Pull(JetStreamContext.PullSubscription):
    """A pull subscription as FastStream's batch loop needs it, and one that can be wound up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._whole = 0
        self._winding_up = False
        self._batch_is_out = False
        self._all_is_out = asyncio.Event()

    async def fetch(
        self,
        batch: int = 1,
        timeout: float | None = 5,
        heartbeat: float | None = None,  # noqa: ARG002 - its parent has one
    ) -> list[Msg]:
        """At most `batch` messages: the first whenever it comes, what follows it within `timeout` seconds.

        Raises nats.errors.TimeoutError if there is none for some time.
        """
        if self._winding_up:
            return await self._what_is_left()
        assert timeout is not None, "a batch that is not full does not wait for ever"
        self._whole = max(self._whole, batch)
        return await self._fetch(batch, timeout)

    async def _fetch(self, batch: int, timeout: float) -> list[Msg]:
        """What nats-py does with a task, a timer and a random id for each message, once for all that came together.

        And never with a bare TimeoutError, as nats-py's own: FastStream knows only that of nats-py. Any other ends its
        loop, and the messages it had collected for this batch are forgotten.
        """
        messages = self._at_hand(batch)
        if not messages and batch == self._whole:  # else FastStream has some in hand, which must not wait
            messages.append(await self._first())
            messages += self._at_hand(batch - 1)
        loop = asyncio.get_running_loop()
        ends = loop.time() + timeout
        if len(messages) < batch:
            await self._ask_for(batch - len(messages), timeout)
        while len(messages) < batch and (left := ends - loop.time()) > 0:
            try:
                one = await self._sub.next_msg(left)
            except TimeoutError:
                break
            if JetStreamContext.is_status_msg(one):
                break  # the server has no more, or nobody is there to ask
            messages.append(one)
            messages += self._at_hand(batch - len(messages))
        if not messages:
            raise NothingCame
        return messages

    async def _first(self) -> Msg:
        """The next message. Raises nats.errors.TimeoutError if none comes for some time."""
        await self._ask_for(1, PATIENCE)
        message = await self._sub.next_msg(PATIENCE)
        if not (status := JetStreamContext.is_status_msg(message)):
            return message
        if status != NOTHING_CAME:
            await asyncio.sleep(SOON)  # the consumer is gone, or has moved
        raise NothingCame

    async def _ask_for(self, batch: int, seconds: float) -> None:
        wanted = {"batch": batch, "expires": int(seconds * 1e9)}
        await self._nc.publish(self._nms, json.dumps(wanted).encode(), self._deliver)

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
        self._answer_in_its_stead()
        await self._all_is_out.wait()

    def _answer_in_its_stead(self) -> None:
        """Tell whoever still waits that no more comes, as the server would in the end."""
        end = Msg(self._nc, headers={Header.STATUS: NOTHING_CAME})
        self._sub._pending_queue.put_nowait(end)

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
