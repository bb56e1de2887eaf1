"""What every mail is made from."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.registration import Conference, Contact


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a mail may need, whatever it says."""

    conference: Conference
    contact: Contact
    agenda_url: str
    """The signed link to the agenda page."""
    manage_url: str | None
    """The signed link to the page where they change or cancel their signup; None in a mail to an unproven address."""
    message_id: str
    """`<...@host>`, the same at every attempt."""
    sender: str
    """`Name <address>`."""
    now: datetime
    """Zone-aware: the Date of the mail and the DTSTAMP of its calendar."""
