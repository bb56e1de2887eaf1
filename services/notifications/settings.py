"""What notifications reads from its environment."""

from pydantic import Field

from shared.settings import LinkSettings


class Settings(LinkSettings):
    """The environment of notifications."""

    http_port: int = 8003
    mongo_database: str = "notifications"
    notifications_url: str = "http://127.0.0.1:8003"
    """Where the outside finds this service."""
    recommendations_url: str = "http://127.0.0.1:8002"
    """Where agendas are, for the links in mails."""
    smtp_url: str = "smtp://127.0.0.1:1025"
    """smtp:// or smtps://, with user and password where the relay wants them; ?starttls=1 demands STARTTLS."""
    mail_from: str = "Desire Path <agenda@desirepath.example>"
    smtp_connections: int = Field(default=4, ge=1, le=50)
    """Mails on their way at the same time."""
