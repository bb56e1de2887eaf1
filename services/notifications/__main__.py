"""python -m services.notifications"""

from services.notifications.app import make_app
from services.notifications.settings import Settings
from shared.telemetry.logs import configure_logs
from shared.telemetry.traces import configure_traces
from shared.web.serve import serve

if __name__ == "__main__":
    settings = Settings()
    configure_logs("notifications", settings.log_level)
    configure_traces("notifications", settings.otel_exporter_otlp_endpoint, settings.otel_traces_sampler_arg)
    serve(make_app(settings), settings)
