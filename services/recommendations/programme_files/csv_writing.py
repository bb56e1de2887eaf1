"""CSV that spreadsheets open as it is meant, and that an import reads as it was."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from services.recommendations.programme_files.csv_columns import COLUMNS, INGREDIENTS, called
from services.recommendations.programme_files.found import Whole
from services.recommendations.programme_files.published import Published
from shared.cells import defused
from shared.contracts.recommendations import Session

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for something else."""


def write_csv(published: Published) -> bytes:
    """All sessions in order of time, a row each."""
    zone = ZoneInfo(published.conference.zone)
    others = _others(published.sessions)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *map(defused, others)])
    for whole in sorted(published.sessions, key=lambda one: (one.session.start.timestamp(), one.session.guid)):
        rest = (defused(str(whole.extra.get(name, ""))) for name in others)
        writer.writerow([*_cells(whole.session, zone), *rest])
    return (BOM + text.getvalue()).encode()


def _others(sessions: Sequence[Whole]) -> list[str]:
    """What is kept beside sessions and is plain text in all of them."""
    kinds: dict[str, bool] = {}
    for whole in sessions:
        for name, value in whole.extra.items():
            kinds[name] = kinds.get(name, True) and isinstance(value, str) and value == value.strip() != ""
    return sorted(name for name, plain in kinds.items() if plain and called(name) is None and name == name.strip())


def _cells(session: Session, zone: ZoneInfo) -> list[str]:
    said = {
        "guid": session.guid,
        "start": _start(session, zone),
        "minutes": str(session.minutes),
        "speakers": listed(session.speakers),
        "tags": listed(session.tags),
        "prerequisites": listed(session.prerequisites),
        "links": "\n".join(" ".join(filter(None, (link.url, link.title))) for link in session.links),
        **{name: _text(getattr(session.ingredients, name)) for name in INGREDIENTS},
    }
    told = {name: said.get(name, _text(getattr(session, name, ""))) for name in COLUMNS}
    return [text if name in _UNTYPED else defused(text) for name, text in told.items()]


_UNTYPED = ("guid", "start", "minutes")
"""What nobody typed who could mean harm."""


def listed(texts: Sequence[str]) -> str:
    """Several in one cell: on lines of their own where one holds what would part them."""
    if any(";" in text or "," in text for text in texts):
        return "\n".join(texts) + ("\n" if len(texts) == 1 else "")
    return "; ".join(texts)


def _start(session: Session, zone: ZoneInfo) -> str:
    """As a spreadsheet reads it, but for the hour that comes twice when clocks change."""
    local = session.start.astimezone(zone)
    plain = local.replace(tzinfo=None, fold=0)
    twice = plain.replace(tzinfo=zone).astimezone(UTC) != session.start.astimezone(UTC)
    return local.isoformat(" ") if twice else plain.isoformat(" ", "minutes" if not plain.second else "auto")


def _text(value: object) -> str:
    return "" if value is None else str(value)
