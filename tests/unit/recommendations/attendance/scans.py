"""Scans for tests, written as they are told: who came in where, and when on the clock of 28 October."""

from datetime import datetime, time, timedelta

from services.recommendations.attendance.presence import Hours
from services.recommendations.attendance.scan import Scan, Way, scan_id
from shared.contracts.recommendations import Witness
from tests.unit.recommendations.builders import DETROIT, MIDNIGHT

ANA = "8f14e45f-ceea-5e7a-9d3c-2b1f6c7a9e01"


def at(clock: str, day: int = 0) -> datetime:
    told = time.fromisoformat(clock)
    return MIDNIGHT.astimezone(DETROIT) + timedelta(days=day, hours=told.hour, minutes=told.minute, seconds=told.second)


def scan(guid: str, way: str, clock: str, by: Witness = Witness.DOOR, day: int = 0) -> Scan:
    moment = at(clock, day)
    return Scan(scan_id(ANA, "day", guid, Way(way), moment), guid, Way(way), moment, by)


def came(guid: str, clock: str) -> Scan:
    return scan(guid, "in", clock)


def left(guid: str, clock: str) -> Scan:
    return scan(guid, "out", clock)


PROGRAMME = {
    "pacing": Hours(at("09:00"), at("10:00")),
    "grading": Hours(at("09:30"), at("10:30")),
    "choice": Hours(at("11:00"), at("12:00")),
}
EVENING = at("18:00")
