"""Where the sink listens and where it keeps what it caught."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from MAIL_SINK_HOST, MAIL_SINK_SMTP_PORT, MAIL_SINK_HTTP_PORT and MAIL_SINK_DIR."""

    model_config = SettingsConfigDict(env_prefix="MAIL_SINK_")

    host: str = "127.0.0.1"
    smtp_port: int = 1025
    http_port: int = 8025
    dir: Path = Path(".desirepath/mail")
