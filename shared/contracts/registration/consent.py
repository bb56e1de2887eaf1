"""What people agreed to."""

from enum import StrEnum
from typing import Annotated

from shared.contracts.vocabulary import Line, Value


class Purpose(StrEnum):
    """What an address may be used for. One consent does not stand for the other."""

    OPERATIONAL = "operational"
    """Mail about the conference somebody signed up for."""
    UPDATES = "updates"
    """News of this conference before signing up, and of later ones."""


class Consent(Value):
    """What somebody agreed to or withdrew, in which words, and where. The time is that of the event that holds it."""

    purpose: Purpose
    given: bool = True
    wording: Annotated[str, Line(80)]
    """The version of the words they saw."""
    source: Annotated[str, Line(80)]
    """Where they saw them: `form`, `api`, `hook/{form}`, `import`, `manage`."""
