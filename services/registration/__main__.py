"""python -m services.registration"""

import logging
import sys

from services.registration.app import make_app
from services.registration.settings import Settings
from shared.forms.definition import UnusableForm
from shared.telemetry.logs import configure_logs
from shared.telemetry.traces import configure_traces
from shared.web.serve import serve

if __name__ == "__main__":
    settings = Settings()
    configure_logs("registration", settings.log_level)
    configure_traces("registration", settings.otel_exporter_otlp_endpoint, settings.otel_traces_sampler_arg)
    try:
        app = make_app(settings)
    except UnusableForm as unusable:
        logging.getLogger(__name__).critical("not started, for a form cannot be used: %s", unusable)
        sys.exit(1)
    serve(app, settings)
