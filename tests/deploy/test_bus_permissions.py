"""What each user of deploy/nats/nats.conf may do, asked of a real server."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import nats
import pytest
from nats.aio.client import Client

from deploy.local.nats_server import NatsServer
from shared.bus.connection import inbox_prefix
from shared.bus.topology import CONSUMERS

SERVICES = ("registration", "recommendations", "notifications")
EVERYBODY_BUT_THE_OPERATOR = (*SERVICES, "integrator")
PATIENCE = 20
"""Seconds for an answer that comes in milliseconds unless the machine is busy."""

SIGNUP = "signups.spring.signup.received.v1.a"
CONTACT = "private.spring.contact.changed.v1.a"
REGISTERED = "conf.spring.registration.participant.registered.v1.a"
AGENDA = "conf.spring.recommendations.agenda.ready.v1.a"
ERASED = "conf.spring.recommendations.profile.erased.v1.a"
SENT = "conf.spring.notifications.message.sent.v1.a"
DEAD = {service: f"dead.{service}.{service}-a-b.1" for service in SERVICES}

SAYS = {
    "registration": {SIGNUP, CONTACT, REGISTERED, DEAD["registration"]},
    "recommendations": {AGENDA, ERASED, DEAD["recommendations"]},
    "notifications": {SENT, DEAD["notifications"]},
    "integrator": set(),
}
EVERYTHING_SAID = set.union(*SAYS.values())

FOR_THE_OPERATOR = {
    "$JS.API.STREAM.CREATE.OTHER",
    "$JS.API.STREAM.UPDATE.EVENTS",
    "$JS.API.STREAM.DELETE.EVENTS",
    "$JS.API.STREAM.PURGE.EVENTS",
    "$JS.API.STREAM.MSG.GET.CONTACTS",
    "$JS.API.STREAM.MSG.DELETE.EVENTS",
    # Whoever can make a consumer can change the one that another service reads from.
    "$JS.API.CONSUMER.CREATE.EVENTS.other.conf.>",
    "$JS.API.CONSUMER.CREATE.CONTACTS.other",
    "$JS.API.CONSUMER.DURABLE.CREATE.SIGNUPS.other",
    "$JS.API.CONSUMER.DELETE.EVENTS.recommendations-participant-registered",
    "$JS.API.CONSUMER.PAUSE.EVENTS.recommendations-participant-registered",
    "$SYS.REQ.SERVER.PING",
}

# What a service looks up before it says something again, and what an integrator replays. Who erases people overwrites
# their addresses, what waits in the queue, and dead letters that name them.
LOOKS_UP = {
    "registration": {
        f"$JS.API.DIRECT.GET.SIGNUPS.{SIGNUP}",
        f"$JS.API.DIRECT.GET.CONTACTS.{CONTACT}",
        f"$JS.API.DIRECT.GET.EVENTS.{REGISTERED}",
        "$JS.API.DIRECT.GET.CONTACTS",
        "$JS.API.STREAM.MSG.DELETE.CONTACTS",
        "$JS.API.DIRECT.GET.SIGNUPS",
        "$JS.API.STREAM.MSG.DELETE.SIGNUPS",
        "$JS.API.STREAM.INFO.SIGNUPS",
        "$JS.API.DIRECT.GET.DEAD_LETTERS",
        "$JS.API.STREAM.MSG.DELETE.DEAD_LETTERS",
    },
    "recommendations": {f"$JS.API.DIRECT.GET.EVENTS.{AGENDA}", f"$JS.API.DIRECT.GET.EVENTS.{ERASED}"},
    "notifications": {f"$JS.API.DIRECT.GET.EVENTS.{SENT}"},
    "integrator": {"$JS.API.DIRECT.GET.EVENTS"},
}
EVERYTHING_LOOKED_UP = set.union(*LOOKS_UP.values()) | {"$JS.API.STREAM.PURGE.CONTACTS"}

OWN_EVENTS = "conf.*.recommendations.>"
HEARD = {"conf.>", OWN_EVENTS, "private.>", "signups.>", "dead.>", "$JS.>", ">", "_INBOX.>"}
HEARD |= {f"{inbox_prefix(user)}.>" for user in EVERYBODY_BUT_THE_OPERATOR}


class Connection:
    """A connected user, and what the server refuses it."""

    def __init__(self) -> None:
        self.client = Client()
        self._refusals: asyncio.Queue[str] = asyncio.Queue()

    async def note(self, problem: Exception) -> None:
        self._refusals.put_nowait(str(problem))

    async def refused(self, verb: str, subjects: Sequence[str]) -> set[str]:
        """Which of these the server refused. It answers in order, so a last one that nobody may do ends the list."""
        asked = {subject.lower(): subject for subject in subjects}  # the client reports in small letters
        found: set[str] = set()
        await self.client.publish("nobody.may.this")
        assert "nobody.may.this" in await self._next()
        for subject in subjects:
            if verb == "publish":
                await self.client.publish(subject)
            else:
                await self.client.subscribe(subject)
        await self.client.publish("nobody.may.this")
        while "nobody.may.this" not in (refusal := await self._next()):
            assert "permissions violation" in refusal
            found.add(asked[refusal.split('"')[1]])
        return found

    async def _next(self) -> str:
        return await asyncio.wait_for(self._refusals.get(), PATIENCE)


@asynccontextmanager
async def connected(server: NatsServer, user: str) -> AsyncIterator[Connection]:
    connection = Connection()
    await connection.client.connect(
        server.url_for(user), inbox_prefix=inbox_prefix(user), error_cb=connection.note, allow_reconnect=False
    )
    try:
        yield connection
    finally:
        await connection.client.close()


def reading(service: str) -> set[str]:
    """What whoever reads from a service's consumers publishes."""
    places = [f"{consumer.stream}.{consumer.name}" for consumer in CONSUMERS if consumer.service == service]
    return {
        subject
        for place in places
        for subject in (
            f"$JS.API.CONSUMER.INFO.{place}",
            f"$JS.API.CONSUMER.MSG.NEXT.{place}",
            f"$JS.ACK.{place}.1.1.1.1.0",
        )
    }


@pytest.mark.parametrize("user", EVERYBODY_BUT_THE_OPERATOR)
async def test_a_user_says_its_own_events_and_no_others(nats_server: NatsServer, user: str) -> None:
    async with connected(nats_server, user) as connection:
        assert await connection.refused("publish", sorted(EVERYTHING_SAID)) == EVERYTHING_SAID - SAYS[user]


@pytest.mark.parametrize("user", EVERYBODY_BUT_THE_OPERATOR)
async def test_a_user_reads_from_its_own_consumers_and_no_others(nats_server: NatsServer, user: str) -> None:
    everything = set.union(*(reading(service) for service in SERVICES))
    assert len(everything) == 3 * len(CONSUMERS)
    own = reading(user)
    async with connected(nats_server, user) as connection:
        assert await connection.refused("publish", sorted(everything)) == everything - own


@pytest.mark.parametrize("user", EVERYBODY_BUT_THE_OPERATOR)
async def test_a_user_looks_up_what_it_needs_and_changes_no_stream(nats_server: NatsServer, user: str) -> None:
    everything = EVERYTHING_LOOKED_UP | FOR_THE_OPERATOR
    async with connected(nats_server, user) as connection:
        assert await connection.refused("publish", sorted(everything)) == everything - LOOKS_UP[user]


@pytest.mark.parametrize("user", EVERYBODY_BUT_THE_OPERATOR)
async def test_a_user_hears_its_own_answers_and_few_hear_events(nats_server: NatsServer, user: str) -> None:
    events = {"integrator": {"conf.>", OWN_EVENTS}, "recommendations": {OWN_EVENTS}}
    own = {f"{inbox_prefix(user)}.>"} | events.get(user, set())
    async with connected(nats_server, user) as connection:
        assert await connection.refused("subscribe", sorted(HEARD)) == HEARD - own


async def test_what_is_allowed_works_from_end_to_end(nats_server: NatsServer) -> None:
    async with (
        connected(nats_server, "integrator") as integrator,
        connected(nats_server, "registration") as registration,
        connected(nats_server, "recommendations") as recommendations,
        connected(nats_server, "notifications") as notifications,
    ):
        heard = await integrator.client.subscribe("conf.>")
        # An answer to something said later. flush() is none: its PING overtakes what waits to be sent.
        assert await integrator.refused("publish", []) == set()
        said = registration.client.jetstream(timeout=PATIENCE)
        assert (await said.publish(REGISTERED, b"registered", stream="EVENTS")).seq == 1
        assert (await said.publish(CONTACT, b"contact", stream="CONTACTS")).seq == 1

        assert (await heard.next_msg(PATIENCE)).data == b"registered"
        replayed = await integrator.client.jetstream(timeout=PATIENCE).get_msg("EVENTS", seq=1, direct=True)
        assert replayed.data == b"registered"
        for service, connection, stream, consumer, body in (
            ("recommendations", recommendations, "EVENTS", "participant-registered", b"registered"),
            ("notifications", notifications, "CONTACTS", "contact-changed", b"contact"),
        ):
            subscription = await connection.client.jetstream(timeout=PATIENCE).pull_subscribe_bind(
                consumer=f"{service}-{consumer}",
                stream=stream,
                inbox_prefix=f"{inbox_prefix(service)}.".encode(),
            )
            [message] = await subscription.fetch(1, timeout=PATIENCE)
            assert message.data == body
            await message.ack_sync(timeout=PATIENCE)


async def test_the_operator_may_do_everything(nats_server: NatsServer) -> None:
    client = await nats.connect(nats_server.url)
    try:
        names = {stream.config.name for stream in await client.jetstream(timeout=PATIENCE).streams_info()}
    finally:
        await client.close()
    assert names == {"SIGNUPS", "EVENTS", "CONTACTS", "DEAD_LETTERS"}
