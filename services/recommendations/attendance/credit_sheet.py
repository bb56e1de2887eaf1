"""The ledger as CSV (RFC 4180) for the coordinator: ids and hours, since nobody's name is known here."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

from services.recommendations.attendance.accounts import Presence
from services.recommendations.programmes import Current
from shared.cells import defused

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for something else."""
COLUMNS = ("participant", "hours", "minutes", "sessions", "first_in", "last_out")


async def sheet(everybody: AsyncIterator[Presence], current: Current, delimiter: str) -> AsyncIterator[bytes]:
    """The whole list, row by row."""
    conference = current.conference
    span = (conference.ends_on - conference.starts_on).days
    days = [conference.starts_on + timedelta(days=number) for number in range(span + 1)]
    yield BOM.encode() + _row([*COLUMNS, *(f"minutes {day}" for day in days), "titles"], delimiter)
    async for presence in everybody:
        yield _row(cells(presence, days, current), delimiter)


def cells(presence: Presence, days: list[date], current: Current) -> list[str]:
    """One row."""
    found = presence.ledger
    credited = [line for line in found.lines if line.seconds]
    per_day = {one.day: one.seconds // 60 for one in found.days}
    counted = [stay for stay in presence.stays if stay.guid in {line.guid for line in credited}]
    titles = dict.fromkeys(current.sessions[line.guid].title for line in credited)
    last = max(counted, key=lambda stay: stay.end, default=None)
    return [
        presence.participant,
        str(found.hours),
        str(found.minutes),
        str(len({line.guid for line in credited})),
        _moment(min(stay.start for stay in counted)) if counted else "",
        # Who is still inside has not left yet.
        _moment(last.end) if last and not last.open else "",
        *(str(per_day.get(day, 0)) for day in days),
        defused("; ".join(titles)),
    ]


def _row(row: list[str], delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(row)
    return text.getvalue().encode()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
