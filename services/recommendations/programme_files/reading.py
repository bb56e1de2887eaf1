"""From a file of any format to what is in it."""

import re

from services.recommendations.programme_files.decoding import decoded
from services.recommendations.programme_files.found import Found, Remark, Unreadable
from services.recommendations.programme_files.json_reading import read_json
from services.recommendations.programme_files.own_reading import read_own_json, read_toml
from services.recommendations.programme_files.schedule_json_reading import is_schedule, read_schedule
from services.recommendations.programme_files.schedule_sessions import found_in

_TABLE = re.compile(r"\s*\[\[?\s*[A-Za-z_]")
"""How TOML begins, where it begins with a bracket."""


def read_programme(content: bytes, conference: str, zone: str) -> Found:
    """What is in it. `zone`: the conference's, for times that do not say theirs. Raises Unreadable."""
    text = decoded(content)
    if text.lstrip()[:1] in ("{", "[") and not _TABLE.match(text):
        return _json(text, conference, zone)
    return read_toml(text, conference, zone)


def _json(text: str, conference: str, zone: str) -> Found:
    document = read_json(text)
    if is_schedule(document):
        return found_in(read_schedule(document, text), conference, zone)
    if isinstance(document, dict):
        return read_own_json(document, text, conference, zone)
    raise Unreadable(Remark("", "is no programme: there is no object in it"))
