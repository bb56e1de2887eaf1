"""Rooms, as a schedule tells of them beside their sessions."""

from collections.abc import Mapping
from typing import Any

from services.recommendations.programme_files.texts import short


def capacities(rooms: Any) -> Mapping[str, int]:
    """How many people are let in, by name, of those of which that is known."""
    known = (room for room in (rooms if isinstance(rooms, list) else []) if isinstance(room, dict))
    seats = {short(room.get("name"), 80): room.get("capacity") for room in known}
    return {
        name: int(count)
        for name, count in seats.items()
        if isinstance(count, int | float) and not isinstance(count, bool) and 1 <= count <= 1_000_000
    }
