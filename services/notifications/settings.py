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
    registration_url: str = "http://127.0.0.1:8001"
    """Where people answer what mails ask, and manage their signup."""
    recommendations_url: str = "http://127.0.0.1:8002"
    """Where agendas are, for the links in mails."""
    smtp_url: str = "smtp://127.0.0.1:1025"
    """smtp:// or smtps://, with user and password where the relay wants them; ?starttls=1 demands STARTTLS."""
    mail_from: str = "Desire Path <agenda@desirepath.example>"
    smtp_connections: int = Field(default=8, ge=1, le=50)
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


_NO_SENDER = "MAIL_FROM must be one address, such as Desire Path <agenda@example.org>"


def _host_of(sender: str) -> str:
    """Raises ValueError where mails could not be sent from there: said once at the start rather than of every mail."""
    try:
        header: BaseHeader = SMTP.header_factory("From", sender)
    except (IndexError, ValueError):  # the parser trips over a few, such as one that ends with its @
        raise ValueError(_NO_SENDER) from None
    groups = header.groups if isinstance(header, AddressHeader) and not header.defects and sender.isprintable() else ()
    if len(groups) != 1 or groups[0].display_name is not None or len(groups[0].addresses) != 1:
        raise ValueError(_NO_SENDER)
    (address,) = groups[0].addresses
    if not address.username or not address.domain or not address.addr_spec.isascii():
        raise ValueError(_NO_SENDER)
    return address.domain
