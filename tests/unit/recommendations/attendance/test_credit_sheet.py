"""A row of the sheet for the coordinator."""

from services.recommendations.attendance.accounts import Presence
from services.recommendations.attendance.credit_rules import CreditRules
from services.recommendations.attendance.credit_sheet import COLUMNS, cells
from services.recommendations.attendance.ledger import ledger
from services.recommendations.attendance.presence import stays
from services.recommendations.attendance.scan import Scan
from services.recommendations.programmes import Current
from shared.contracts.recommendations import Session
from tests.unit.recommendations.attendance.scans import ANA, PROGRAMME, at, came, left
from tests.unit.recommendations.builders import DETROIT
from tests.unit.recommendations.organiser.visiting import CONFERENCE

CURRENT = Current(
    1,
    CONFERENCE,
    {
        guid: Session(version=1, guid=guid, title=guid, room="Hall", start=hours.start, minutes=60)
        for guid, hours in PROGRAMME.items()
    },
)


def row(now: str, *scans: Scan) -> dict[str, str]:
    there = stays(scans, PROGRAMME, at(now).replace(microsecond=123_456))
    presence = Presence(ANA, there, ledger(there, {}, DETROIT, CreditRules()), None)
    return dict(zip(COLUMNS, cells(presence, [], CURRENT), strict=False))


def test_who_is_still_inside_has_not_left():
    inside = row("11:30", came("pacing", "09:00"), left("pacing", "09:45"), came("choice", "11:00"))
    after = row("18:00", came("pacing", "09:00"), left("pacing", "09:45"), came("choice", "11:00"))

    assert (inside["first_in"], inside["last_out"], inside["minutes"]) == ("2026-10-28T13:00:00Z", "", "75")
    assert after["last_out"] == "2026-10-28T16:00:00Z"
