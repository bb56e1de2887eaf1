"""What everybody wants, as tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

SHOWN = 15
"""Rows of each table; --json has them all."""


def show(answer: Mapping[str, Any]) -> None:
    """Print the figures; where there are none, what to do."""
    console, found = Console(highlight=False, markup=False), answer["demand"]
    if found is None:
        console.print("Nothing was measured yet: --measure does it.")
        return
    sessions = {one["guid"]: one for one in found["sessions"]}
    console.print(
        f"{answer['conference']}: {_people(found['people'])} people, programme version {found['programme_version']}, "
        f"measured {answer['measured_at'][:16]}Z. Numbers of people are rounded down to fives, below that hidden."
    )
    _print(console, "Goals no session serves well", ("Words", "People", "Comes nearest"), _unmet(found, sessions))
    _print(console, "Sessions", ("Session", "Want it", "Would come", "Seats", "Over"), _sessions(found))
    _print(console, "Clashes", ("Session", "And at the same time", "Want both"), _clashes(found, sessions))
    _print(console, "Worth repeating", ("Session", "When", "Where", "People", "Adds"), _repeats(found, sessions))
    _print(console, "Rooms worth swapping", ("Session", "With", "People", "Adds"), _swaps(found, sessions))


Rows = Sequence[Sequence[str]]
Sessions = Mapping[str, Mapping[str, Any]]


def _print(console: Console, title: str, columns: Sequence[str], rows: Rows) -> None:
    if not rows:
        console.print(f"{title}: none.")
        return
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column in _NUMBERS else "left")
    for row in rows[:SHOWN]:
        # Text, not str: what people typed is no markup.
        table.add_row(*map(Text, row))
    console.print(table)
    if len(rows) > SHOWN:
        console.print(f"and {len(rows) - SHOWN} more: --json has them all.")


_NUMBERS = {"People", "Want it", "Would come", "Seats", "Over", "Want both", "Adds"}


def _unmet(found: Mapping[str, Any], sessions: Sessions) -> Rows:
    return [
        (", ".join(one["words"]) or "no word five of them share", str(one["people"]), _title(sessions, one["closest"]))
        for one in found["unmet"]
    ]


def _sessions(found: Mapping[str, Any]) -> Rows:
    known = [one for one in found["sessions"] if one["wanted"] or one["expected"]]
    known.sort(key=lambda one: (-one["over"], -(one["expected"] or 0), -(one["wanted"] or 0)))
    return [
        (
            one["title"],
            _people(one["wanted"]),
            _people(one["expected"]),
            str(one["capacity"] or "no limit"),
            str(one["over"] or ""),
        )
        for one in known
    ]


def _clashes(found: Mapping[str, Any], sessions: Sessions) -> Rows:
    return [
        (_title(sessions, one["one"]), _title(sessions, one["other"]), str(one["people"])) for one in found["clashes"]
    ]


def _repeats(found: Mapping[str, Any], sessions: Sessions) -> Rows:
    return [
        (_title(sessions, one["guid"]), _moment(one["start"]), one["room"], str(one["people"]), _hours(one["value"]))
        for one in found["repeats"]
    ]


def _swaps(found: Mapping[str, Any], sessions: Sessions) -> Rows:
    return [
        (_title(sessions, one["guid"]), _title(sessions, one["other"]), str(one["people"]), _hours(one["value"]))
        for one in found["swaps"]
    ]


def _title(sessions: Sessions, guid: str | None) -> str:
    return str(sessions[guid]["title"]) if guid is not None and guid in sessions else "—"


def _people(number: int | None) -> str:
    return str(number) if number is not None else "under 5"


def _moment(start: str) -> str:
    return datetime.fromisoformat(start).strftime("%d %b %H:%M")


def _hours(points: int) -> str:
    """A thousand points are an hour that could not be better spent."""
    return f"{points / 1000:g} h"
