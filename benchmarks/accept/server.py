"""Registration with something left out: `python -m benchmarks.accept.server accept-only|without-bus`.

The application, its middleware, its logs and its traces are those of the product.
"""

import sys
from unittest.mock import patch

from services.registration import app, handlers
from services.registration.settings import Settings
from shared.bus.bus import Bus
from shared.events import FrozenEvent
from shared.outcomes import Receipt
from shared.telemetry.logs import configure_logs
from shared.telemetry.traces import configure_traces
from shared.web.serve import serve


class AnswersAtOnce(Bus):
    """Says that an event is stored, and stores none."""

    async def publish_first(self, event: FrozenEvent) -> Receipt:  # noqa: ARG002 - nothing is done with it
        """The best answer."""
        return Receipt(stored=True)


def main(left_out: str) -> None:
    """Serve until SIGTERM."""
    settings = Settings()
    configure_logs("registration", settings.log_level)
    configure_traces("registration", settings.otel_exporter_otlp_endpoint, settings.otel_traces_sampler_arg)
    handling = patch.object(handlers, "declare", lambda bus, registrar: None)  # noqa: ARG005 - reads nothing
    publishing = patch.object(app, "Bus", AnswersAtOnce)
    with publishing if left_out == "without-bus" else handling:
        application = app.make_app(settings)
    serve(application, settings)


if __name__ == "__main__":
    main(sys.argv[1])
