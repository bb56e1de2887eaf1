"""What an import came to, or would come to, for people."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

_SHOWN = 200
"""Rows of a table; --json has them all."""
_NOTES = 10
_COUNTS = ("published", "changed", "cancelled", "unchanged")
_WORDS = {"published": "new", "changed": "changed", "cancelled": "cancelled"}
_LONGEST = 60


def show_counts(answer: dict[str, Any], console: Console, *, dry_run: bool) -> None:
    """In one line."""
    counts = ", ".join(f"{answer[what]} {what}" for what in _COUNTS)
    if dry_run:
        console.print(f"{answer['conference']}: nothing was imported ({counts})", soft_wrap=True)
    else:
        console.print(f"{answer['conference']}: programme version {answer['version']} ({counts})", soft_wrap=True)
    if walks := answer["walks"]:
        change = "would change" if dry_run else "changed"
        console.print(f"walks between rooms: {walks} {change}; days are made again where it matters", soft_wrap=True)


def show_conference(
    conference: dict[str, Any], answer: dict[str, Any], console: Console, *, new: bool, dry_run: bool
) -> None:
    """What the file's days make of it, and why it has the zone it has."""
    days = f"{conference['starts_on']} to {conference['ends_on']} ({conference['zone']})"
    made = "would be made" if dry_run else "is made"
    given = "would get its days from the file" if dry_run else "gets its days from the file"
    closed = ", closed for signups" if new else ""
    console.print(Text(f"{conference['slug']} {made if new else given}: {conference['name']}, {days}{closed}"))
    if not dry_run:
        zones = [note for note in answer["notes"] if note["field"] == "time_zone_name"]
        show_notes({"notes": zones}, console)


def show_notes(answer: dict[str, Any], console: Console) -> None:
    """What was made of things a session cannot hold as they are."""
    notes = answer.get("notes", [])
    for note in notes[:_NOTES]:
        place = f"line {note['line']}: " if "line" in note else f"row {note['row']}: " if "row" in note else ""
        console.print(Text(place + " ".join(filter(None, (note["field"], note["detail"])))))
    if len(notes) > _NOTES:
        console.print(f"and {len(notes) - _NOTES} more such notes: --json has them all")


def show_preview(answer: dict[str, Any], console: Console) -> None:
    """Session by session."""
    rows = [(words, one) for what, words in _WORDS.items() for one in answer["sessions"][what]]
    if not rows:
        return
    table = Table()
    for column in ("", "Start", "Session", "What changes"):
        table.add_column(column, overflow="fold")
    for words, one in rows[:_SHOWN]:
        # Text, not str: what people typed is no markup.
        table.add_row(words, one["start"][:16].replace("T", " "), Text(one["title"]), Text(_changes(one)))
    console.print(table)
    if len(rows) > _SHOWN:
        console.print(f"and {len(rows) - _SHOWN} more: --json has them all.")


def _changes(one: dict[str, Any]) -> str:
    return "\n".join(
        f"{change['field']}: {_short(change['old'])} → {_short(change['new'])}"
        if "old" in change and "new" in change
        else f"{change['field']}: {_short(change['new'])}"
        if "new" in change
        else f"{change['field']}: {_short(change['old'])} → nothing"
        if "old" in change
        else change["field"]
        for change in one.get("changes", [])
    )


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
