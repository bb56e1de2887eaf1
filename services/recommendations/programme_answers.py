"""What an import came to or would come to, as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.recommendations.differences import Comparison, Difference
from services.recommendations.programme_files.found import About, Remark
from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference


def counted(conference: Conference, difference: Difference, notes: Sequence[Remark]) -> dict[str, Any]:
    """In numbers, and what the organiser should know of what they handed in."""
    return {
        "conference": conference.slug,
        "version": difference.version,
        "published": difference.published,
        "changed": difference.changed,
        "cancelled": difference.cancelled,
        "unchanged": difference.unchanged,
        "walks": difference.walks,
        "notes": remarks(notes),
    }


def previewed(conference: Conference, comparison: Comparison, notes: Sequence[Remark]) -> dict[str, Any]:
    """In numbers and one by one. The version is the one that is there."""
    differences = comparison.differences
    return counted(conference, comparison.difference(comparison.version), notes) | {
        "dry_run": True,
        "sessions": {
            "published": [_named(whole.session) for whole in differences.new],
            "changed": [
                _named(whole.session) | {"changes": [change.model_dump(mode="json") for change in changes]}
                for whole, changes in differences.changed
            ],
            "cancelled": [_named(session) for session in differences.gone],
        },
    }


def remarks(found: Sequence[Remark]) -> list[dict[str, str | int]]:
    """Each with its place in the file, as far as that is known."""
    return [_remark(one) for one in found]


def about(said: About) -> dict[str, str]:
    """What a file says of its conference."""
    told: Mapping[str, Any] = {
        "title": said.title,
        "starts_on": said.starts_on,
        "ends_on": said.ends_on,
        "zone": said.zone,
    }
    return {name: str(value) for name, value in told.items() if value is not None}


def days(conference: Conference) -> dict[str, str]:
    """When a conference is."""
    return {name: str(getattr(conference, name)) for name in ("starts_on", "ends_on", "zone")}


def _remark(one: Remark) -> dict[str, str | int]:
    told: dict[str, str | int | None] = {
        "field": one.field,
        "detail": one.detail,
        "line": one.line,
        "row": one.row,
        "column": one.column,
    }
    return {name: value for name, value in told.items() if value is not None}


def _named(session: Session) -> dict[str, Any]:
    told = session.model_dump(mode="json", include={"guid", "title", "start", "minutes", "room"})
    return {name: told[name] for name in ("guid", "title", "start", "minutes", "room")}
