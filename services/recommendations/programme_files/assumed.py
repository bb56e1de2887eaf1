"""The conference a file asks for: its days, its zone and its name over what is known of the conference."""

from services.recommendations.programme_files.found import About, Remark, Unreadable
from shared.contracts.registration import Conference

_CLOSED = {"place": "To be announced", "capacity": 1000, "open": False}
"""What a schedule does not say of its conference. Nobody signs up before an organiser has."""


def assumed(slug: str, known: Conference | None, about: About, zone: str | None) -> Conference:
    """As it would be with the file's days. `zone`: where neither says. Raises Unreadable with what is missing."""
    own_zone = about.zone or (known.zone if known else zone)
    if about.starts_on is None or about.ends_on is None or own_zone is None:
        raise Unreadable(*_missing(about, own_zone))
    told = {"starts_on": about.starts_on, "ends_on": about.ends_on, "zone": own_zone}
    before = known.model_dump() if known else {"slug": slug, "name": about.title or slug, **_CLOSED}
    return Conference.model_validate({**before, **told})


def _missing(about: About, zone: str | None) -> list[Remark]:
    found = []
    if about.starts_on is None or about.ends_on is None:
        found.append(Remark("days", "are not told: the file does not say on which days it is"))
    if zone is None:
        unsure = "is not told, and the file's times do not say which: add one such as --zone America/Detroit"
        found.append(Remark("zone", unsure))
    return found
