"""The columns of a programme as a spreadsheet, and by what other names people call them."""

import re
from collections.abc import Sequence

INGREDIENTS = ("student_choice", "individual_pacing", "flexible_structures", "technology")
COLUMNS = (
    *("guid", "title", "subtitle", "abstract", "description", "start", "minutes", "room", "speakers"),
    *("area", "level", "language", "capacity", "tags", "prerequisites", "track", "type", "url", "links"),
    *INGREDIENTS,
)
TIMES = ("date", "time", "end")
"""Read as well: a day and a time in two columns, and an end instead of minutes."""
_ALSO = {
    "guid": ("id", "uid", "session id", "code"),
    "title": ("name", "session", "session title", "session name", "título"),
    "abstract": ("summary", "resumen"),
    "description": ("details", "descripción"),
    "start": ("starts", "starts at", "begin", "from", "start date and time", "inicio"),
    "minutes": ("duration", "length", "duration (minutes)", "length (minutes)", "minutos"),
    "room": ("location", "venue", "place", "sala"),
    "speakers": ("speaker", "presenter", "presenters", "persons", "speaker names", "ponentes"),
    "capacity": ("seats", "max", "limit", "plazas"),
    "tags": ("keywords", "topics"),
    "type": ("format", "kind", "session type"),
    "url": ("link", "website"),
    "language": ("lang", "idioma"),
    "date": ("day", "start date", "fecha"),
    "time": ("start time", "hora"),
    "end": ("ends", "ends at", "until", "end time", "to", "fin"),
}
_NAMES = {also: name for name, others in _ALSO.items() for also in others} | {
    name.replace("_", " "): name for name in (*COLUMNS, *TIMES)
}
_SPACE = re.compile(r"[\s_]+")


def called(heading: str) -> str | None:
    """The column a heading means, None if it is none of ours."""
    return _NAMES.get(_SPACE.sub(" ", heading).strip().casefold())


def layout(header: Sequence[str]) -> dict[str, int]:
    """Where each column is. Of several with one meaning the one that is called as we call it, else the first."""
    places: dict[str, int] = {}
    for place, heading in enumerate(header):
        name = called(heading)
        if name and (name not in places or heading.strip().casefold() == name):
            places[name] = place
    return places
