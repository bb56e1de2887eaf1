"""What every service reads from its environment."""

from pydantic_settings import BaseSettings


class ServiceSettings(BaseSettings):
    """The environment of any service. Secrets have no default that works outside one machine."""

    http_host: str = "127.0.0.1"
    http_port: int
    nats_url: str = "nats://127.0.0.1:4222"
    mongo_url: str = "mongodb://127.0.0.1:27017/?replicaSet=rs0"
    mongo_database: str
    log_level: str = "INFO"
    otel_exporter_otlp_endpoint: str | None = None
    """Base URL of an OTLP/HTTP collector; spans are recorded only where it is set."""
    otel_traces_sampler_arg: float = 1.0
    """Part of the traces that is recorded, 0 to 1."""


class LinkSettings(ServiceSettings):
    """The environment of a service that signs or opens links."""

    link_secrets: str
    """Secrets of at least 16 characters, comma-separated; the first signs, all are accepted."""

    def secrets(self) -> list[str]:
        """The secrets, one by one."""
        return [secret.strip() for secret in self.link_secrets.split(",") if secret.strip()]
