"""One trace from the form to the mail, over HTTP and the bus (W3C Trace Context)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ParentBased, TraceIdRatioBased
from opentelemetry.trace import Span, SpanKind, TraceFlags
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.contracts.envelope import CloudEvent

EventT = TypeVar("EventT", bound=CloudEvent[Any])

_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("desirepath")


def configure_traces(service: str, endpoint: str | None, ratio: float) -> None:
    """Send spans to an OTLP collector (`endpoint`: its base URL), or only carry trace ids where there is none."""
    sampler = ParentBased(TraceIdRatioBased(ratio)) if endpoint else ALWAYS_OFF
    provider = TracerProvider(sampler=sampler, resource=Resource.create({"service.name": service}))
    if endpoint:
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
        provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
    trace.set_tracer_provider(provider)


def stop_traces() -> None:
    """Send what is left."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.shutdown()


def current_traceparent() -> str | None:
    """The header of the span at hand."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span(name: str, traceparent: str | None, kind: SpanKind = SpanKind.INTERNAL) -> Iterator[Span]:
    """A span below the one a header names."""
    parent = _propagator.extract({"traceparent": traceparent} if traceparent else {})
    with _tracer.start_as_current_span(name, context=parent, kind=kind) as started:
        yield started


@contextmanager
def handling(name: str, events: Sequence[EventT]) -> Iterator[list[EventT]]:
    """Spans over a batch: one for each event whose trace is recorded, and the event as its child sees it.

    An event that is not sampled costs nothing here, which matters at thousands a second.
    """
    started: list[Span] = []
    below: list[EventT] = []
    for event in events:
        if not is_sampled(event.traceparent):
            below.append(event)
            continue
        parent = _propagator.extract({"traceparent": event.traceparent or ""})
        one = _tracer.start_span(
            name, context=parent, kind=SpanKind.CONSUMER, attributes={"cloudevents.event_id": event.id}
        )
        started.append(one)
        carrier: dict[str, str] = {}
        _propagator.inject(carrier, trace.set_span_in_context(one))
        below.append(event.model_copy(update={"traceparent": carrier["traceparent"]}))
    try:
        yield below
    finally:
        for one in started:
            one.end()


def is_sampled(traceparent: str | None) -> bool:
    """Whether the trace of a header is recorded."""
    # One bit of the flags at its end; others may be set as well, as for a trace id made at random.
    return traceparent is not None and bool(int(traceparent[-2:], 16) & TraceFlags.SAMPLED)
