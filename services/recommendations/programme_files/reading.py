"""From a file of any format to what is in it."""

import re

from services.recommendations.programme_files.csv_reading import read_csv
from services.recommendations.programme_files.decoding import decoded
from services.recommendations.programme_files.found import Found, Remark, Unreadable
from services.recommendations.programme_files.json_reading import read_json
from services.recommendations.programme_files.own_reading import read_own_json, read_toml
from services.recommendations.programme_files.schedule_json_reading import is_schedule, read_schedule
from services.recommendations.programme_files.schedule_sessions import found_in
from services.recommendations.programme_files.schedule_xml_reading import read_schedule_xml

_OBJECT = re.compile(r"\{|\[(?!\[?\s*[A-Za-z_])")
"""How JSON begins; TOML may begin with a bracket, too."""
_TABLE = re.compile(r"\[|#|(?!sep=)[\w\"'.-]+\s*=")
"""How TOML begins."""


def read_programme(content: bytes, conference: str, zone: str | None) -> Found:
    """What is in it. `zone`: of times that do not say theirs, None where nobody knows. Raises Unreadable."""
    try:
        return _read(content, conference, zone)
    except RecursionError as deep:
        raise Unreadable(Remark("", "lies too deep inside itself")) from deep


def _read(content: bytes, conference: str, zone: str | None) -> Found:
    # Latin letters for all that is no UTF: enough to see what it is.
    beginning = decoded(content[:4096], otherwise="latin-1").lstrip()
    if beginning.startswith("<"):
        return found_in(read_schedule_xml(content), conference, zone)
    if _OBJECT.match(beginning):
        return _json(decoded(content), conference, zone)
    if _TABLE.match(beginning):
        return read_toml(decoded(content), conference, zone)
    return read_csv(content, conference, zone)


def _json(text: str, conference: str, zone: str | None) -> Found:
    document = read_json(text)
    if is_schedule(document):
        return found_in(read_schedule(document, text), conference, zone)
    if isinstance(document, dict):
        return read_own_json(document, text, conference, zone)
    raise Unreadable(Remark("", "is no programme: there is no object in it"))
