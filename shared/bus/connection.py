"""The connection to NATS, with the options that keep a process alive through an outage."""

import logging
from urllib.parse import urlsplit

from fast_depends import Provider
from faststream import AckPolicy
from faststream.nats import NatsBroker

log = logging.getLogger(__name__)


def inbox_prefix(service: str) -> str:
    """Private inboxes, so that one service's permissions do not let it read another's answers."""
    return f"_INBOX_{service}"


async def _report(failure: Exception) -> None:
    log.warning("bus: %s: %s", type(failure).__name__, failure)


def make_broker(service: str, url: str) -> NatsBroker:
    """The broker of one service. Connects on `connect()`, reconnects for ever. `url`: one or more, by commas."""
    servers = url.split(",")
    return NatsBroker(
        servers,
        name=service,
        inbox_prefix=inbox_prefix(service),
        max_reconnect_attempts=-1,
        reconnect_time_wait=1,
        connect_timeout=2,
        ping_interval=10,
        max_outstanding_pings=2,
        error_cb=_report,
        ack_policy=AckPolicy.MANUAL,
        # Process-global by default, and shared between brokers.
        provider=Provider(),
        logger=None,
        # The address in the AsyncAPI document; the default would print the password.
        specification_url=[without_password(server) for server in servers],
        description="JetStream. Every event is a CloudEvent 1.0 in structured JSON.",
    )


def without_password(url: str) -> str:
    """The same address for people and logs."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or 4222}"
