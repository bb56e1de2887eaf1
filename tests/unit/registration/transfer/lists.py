"""Lists as organisers have them."""

from datetime import UTC, date, datetime

from services.registration.transfer.checking import Contents, contents_of
from shared.contracts.registration import Conference

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
CONFERENCE = Conference(
    slug="a-conference",
    name="A Conference",
    starts_on=date(2026, 10, 28),
    ends_on=date(2026, 10, 28),
    zone="America/Detroit",
    place="Here",
    capacity=10,
)


def read(content: str | bytes, mapping: dict[str, str] | None = None) -> Contents:
    """What an import finds in a file."""
    bytes_ = content.encode() if isinstance(content, str) else content
    return contents_of(bytes_, mapping or {}, CONFERENCE, NOW)


def only(content: str | bytes, mapping: dict[str, str] | None = None):
    """The only entry of a file in which nothing is wrong."""
    contents = read(content, mapping)
    assert (contents.faults, contents.duplicates) == ([], [])
    (entry,) = contents.entries
    return entry


def faults(content: str | bytes) -> list[tuple[int, str, str]]:
    """What is wrong."""
    return [(fault.row, fault.column, fault.detail) for fault in read(content).faults]
