"""A collector for traces: OTLP over HTTP, as the services send it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span as Sent

from deploy.local.ports import LOOPBACK


@dataclass(frozen=True)
class Span:
    """One span, with its ids as people write them; `parent` is empty for the first of a trace."""

    service: str
    name: str
    kind: str
    trace: str
    id: str
    parent: str
    attributes: dict[str, str]


class Collector:
    """Everything that was sent, in the order it came."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._new = threading.Condition()
        self.url = ""

    def take(self, request: ExportTraceServiceRequest) -> None:
        """One export."""
        with self._new:
            for resource in request.resource_spans:
                about = {one.key: one.value.string_value for one in resource.resource.attributes}
                sent = [span for scope in resource.scope_spans for span in scope.spans]
                self._spans += [_span(about["service.name"], span) for span in sent]
            self._new.notify_all()

    def spans_of(self, trace: str, enough: Callable[[list[Span]], bool], *, seconds: float = 30) -> list[Span]:
        """The spans of a trace, once they are enough."""

        def found() -> list[Span]:
            return [span for span in self._spans if span.trace == trace]

        with self._new:
            assert self._new.wait_for(lambda: enough(found()), timeout=seconds), f"after {seconds} s only {found()}"
            return found()


def _span(service: str, sent: Sent) -> Span:
    return Span(
        service=service,
        name=sent.name,
        kind=Sent.SpanKind.Name(sent.kind).removeprefix("SPAN_KIND_"),
        trace=sent.trace_id.hex(),
        id=sent.span_id.hex(),
        parent=sent.parent_span_id.hex(),
        attributes={one.key: one.value.string_value for one in sent.attributes},
    )


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector that listens."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/v1/traces" or self.headers["Content-Type"] != "application/x-protobuf":
                self.send_error(404)
                return
            collector.take(ExportTraceServiceRequest.FromString(body))
            answer = ExportTraceServiceResponse().SerializeToString()
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    collector.url = f"http://{LOOPBACK}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield collector
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
