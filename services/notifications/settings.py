"""What notifications reads from its environment."""

from email.headerregistry import AddressHeader, BaseHeader
from email.policy import SMTP

from pydantic import Field, field_validator

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

    @field_validator("mail_from")
    @classmethod
    def _one_sender(cls, value: str) -> str:
        _host_of(value)
        return value

    @property
    def mail_host(self) -> str:
        """The host of the sender, on which Message-IDs are made."""
        return _host_of(self.mail_from)


def _host_of(sender: str) -> str:
    """Raises ValueError where mails could not be sent from there: said once at the start rather than of every mail."""
    header: BaseHeader | None = SMTP.header_factory("From", sender) if sender.isprintable() else None
    found = header.addresses if isinstance(header, AddressHeader) and not header.defects else ()
    if len(found) != 1 or not found[0].username or not found[0].domain or not found[0].addr_spec.isascii():
        raise ValueError("MAIL_FROM must be one address, such as Desire Path <agenda@example.org>")
    return found[0].domain
