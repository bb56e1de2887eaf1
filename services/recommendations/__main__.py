"""python -m services.recommendations"""

from services.recommendations.app import make_app
from services.recommendations.settings import Settings
from shared.telemetry.logs import configure_logs
from shared.telemetry.traces import configure_traces
from shared.web.serve import serve

if __name__ == "__main__":
    settings = Settings()
    configure_logs("recommendations", settings.log_level)
    configure_traces("recommendations", settings.otel_exporter_otlp_endpoint, settings.otel_traces_sampler_arg)
    serve(make_app(settings), settings)
