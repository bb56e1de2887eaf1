from collections.abc import Sequence

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult

from shared.contracts.registration import ParticipantSignupRepeated, Repeat
from shared.events import Producer
from shared.telemetry import traces

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
ID = "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c"


class Kept(SpanExporter):
    def __init__(self) -> None:
        self.spans: list[ReadableSpan] = []

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        self.spans.extend(spans)
        return SpanExportResult.SUCCESS


@pytest.fixture
def kept(monkeypatch):
    """Every span that ended."""
    exporter, provider = Kept(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(traces, "_tracer", provider.get_tracer("test"))
    yield exporter.spans
    provider.shutdown()


def event(traceparent: str | None) -> ParticipantSignupRepeated:
    return Producer("registration", "http://registration.example.org").first(
        ParticipantSignupRepeated,
        id=ID,
        conference="a-conference",
        subject="person",
        data=Repeat(),
        traceparent=traceparent,
    )


@pytest.mark.parametrize("flags", ["01", "03", "ff"])
def test_an_event_whose_trace_is_recorded_has_a_span_of_its_own(flags, kept):
    """03: sampled, and the trace id is random (W3C Trace Context, level 2)."""
    with traces.handling("consumer", [event(f"00-{TRACE}-{SPAN}-{flags}")]) as (below,):
        assert kept == []

    (span,) = kept
    assert (span.name, span.attributes) == ("consumer", {"cloudevents.event_id": ID})
    assert span.parent is not None
    assert f"{span.parent.span_id:016x}" == SPAN
    assert span.context is not None
    assert (below.traceparent or "")[:-2] == f"00-{TRACE}-{span.context.span_id:016x}-"


@pytest.mark.parametrize("traceparent", [None, f"00-{TRACE}-{SPAN}-00", f"00-{TRACE}-{SPAN}-02"])
def test_any_other_costs_nothing_and_goes_on_as_it_is(traceparent, kept):
    told = event(traceparent)

    with traces.handling("consumer", [told]) as below:
        assert below[0] is told

    assert kept == []
