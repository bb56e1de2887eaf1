"""What operators see of a mail on its way: a span, a count, a line in the log. Never whom it is for."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opentelemetry.trace import SpanKind, get_current_span

from services.notifications.domain import Delivery, State
from shared.contracts.envelope import CloudEvent
from shared.contracts.notifications import Template
from shared.telemetry.metrics import MAILS
from shared.telemetry.traces import is_sampled, span

log = logging.getLogger(__name__)


@contextmanager
def dialogue(cause: CloudEvent[Any], template: Template) -> Iterator[None]:
    """A span around the way to the mail server, where the trace is recorded; costs nothing elsewhere."""
    if not is_sampled(cause.traceparent):
        yield
        return
    with span("mail send", cause.traceparent, SpanKind.CLIENT) as current:
        current.set_attribute("cloudevents.event_id", cause.id)
        current.set_attribute("mail.template", template)
        yield


def ended(delivery: Delivery) -> None:
    """How the dialogue at hand went."""
    get_current_span().set_attribute("mail.delivery", type(delivery).__name__.lower())


def tell(cause: CloudEvent[Any], template: Template, state: State) -> None:
    """What became of a mail."""
    MAILS.labels(template, state).inc()
    trail = {"event_id": cause.id, "correlation_id": cause.correlationid}
    if cause.traceparent:
        trail["trace_id"] = cause.traceparent.split("-")[1]
    log.info("%s mail %s", template, state, extra=trail)
