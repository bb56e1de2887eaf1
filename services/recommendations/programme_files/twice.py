"""Guids that come more than once in a file: the same thing written twice, or one thing at several times."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from services.recommendations.programme_files.found import Entry, Remark
from services.recommendations.programme_files.ids import another


def each_once(entries: Sequence[Entry]) -> tuple[list[Entry], list[Remark]]:
    """Each with a guid of its own, in the same order, and what was made of those that had none."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        places[entry.session.guid].append(place)
    result: list[Entry | None] = list(entries)
    notes: list[Remark] = []
    for guid, found in places.items():
        seen: list[Entry] = []
        # In order of time, so that the order of the file does not matter.
        for place in sorted(found, key=lambda each: _when_and_where(entries[each])):
            entry = entries[place]
            if any(entry.wanted == other.wanted for other in seen):
                result[place] = None
                notes.append(entry.position.remark("guid", f"{guid} is there twice, word for word; it counts once"))
                continue
            if seen:
                own = another(guid, len(seen))
                session = entry.session.model_copy(update={"guid": own})
                result[place] = replace(entry, wanted=replace(entry.wanted, session=session))
                detail = f"{guid} is that of another session, too; this one is {own}"
                notes.append(entry.position.remark("guid", detail))
            seen.append(entry)
    return [entry for entry in result if entry], notes


def _when_and_where(entry: Entry) -> tuple[float, str, str]:
    return entry.session.start.timestamp(), entry.session.room, entry.session.title
