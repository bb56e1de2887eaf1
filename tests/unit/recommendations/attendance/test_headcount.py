"""Who planned to come and who came: counted, and of no group under five."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from services.recommendations.attendance.accounts import Presence
from services.recommendations.attendance.attendance_page import attendance_page
from services.recommendations.attendance.credit_rules import CreditRules
from services.recommendations.attendance.headcount import Headcount, headcount
from services.recommendations.attendance.ledger import ledger
from services.recommendations.attendance.presence import Stay
from services.recommendations.programmes import Current
from shared.contracts.recommendations import Session
from shared.languages import speaking
from tests.unit.recommendations.builders import DETROIT
from tests.unit.recommendations.organiser.visiting import CONFERENCE, VISIT, described, text

NINE = datetime(2027, 3, 3, 9, tzinfo=DETROIT)
SESSIONS = {
    guid: Session(version=1, guid=guid, title=f"About {guid}", room="Room A", start=NINE, minutes=120)
    for guid in ("pacing", "robots", "quilts")
}
CURRENT = Current(1, CONFERENCE, SESSIONS)


def there(participant: str, **minutes: int) -> Presence:
    """Somebody who was in each of these sessions for so long."""
    stays = tuple(Stay(guid, NINE, NINE + timedelta(minutes=spent)) for guid, spent in minutes.items())
    return Presence(participant, stays, ledger(stays, {}, DETROIT, CreditRules()), None)


async def counted(people: Sequence[Presence], **planned: int) -> Headcount:
    async def everybody() -> AsyncIterator[Presence]:
        for one in people:
            yield one

    return await headcount(CURRENT, planned, everybody())


PEOPLE = [
    *(there(f"long {number}", pacing=105) for number in range(7)),
    *(there(f"short {number}", pacing=30, robots=10) for number in range(5)),
    *(there(f"again {number}", robots=10) for number in range(2)),
    there("everything", pacing=120, quilts=120),
]


async def test_numbers_of_people_are_in_fives_and_never_under_five():
    found = await counted(PEOPLE, pacing=23, quilts=4)

    assert [(one.session.guid, one.planned, one.came) for one in found.sessions] == [
        ("pacing", 20, 10),
        ("robots", None, 5),
        ("quilts", None, None),
    ]
    assert (found.scanned, found.credited) == (15, 10)
    # Seven times 1.75, five times .5, twice nothing (ten minutes are no quarter of an hour), and 4.
    assert found.hours == Decimal("18.75")
    assert found.by_hours == [5, 5, None, None, None]


async def test_the_hours_of_four_are_not_told():
    found = await counted(PEOPLE[:4])

    assert (found.scanned, found.credited, found.hours) == (None, None, None)


async def test_the_page_tells_counts_and_leads_to_the_sheet():
    html = attendance_page(VISIT, await counted(PEOPLE, pacing=23, quilts=4))
    said = text(html)

    assert "About pacing Room A, 3 March, 9 am 10 came, 20 planned" in said
    assert "About robots Room A, 3 March, 9 am 5 came, under 5 planned" in said
    assert "18.75 hours in all, of 10 people" in said
    assert described(html) == ["From 0 to less than 1 hours: 5 people. From 1 to less than 2 hours: 5 people."]
    assert 'href="/attendance/a-token/credits.csv"' in html
    assert not [one for one in PEOPLE if one.participant in html]
    with speaking("es"):
        assert "18,75 horas en total" in text(attendance_page(VISIT, await counted(PEOPLE)))


async def test_before_the_day_it_says_what_will_be_here_and_when():
    planned = text(attendance_page(VISIT, await counted([], pacing=23)))

    assert "There is no programme yet." in text(attendance_page(VISIT, None))
    assert "About pacing Room A, 3 March, 9 am 20" in planned
    assert "on the day, who came is drawn" in planned
    assert "As soon as five people have some, they are drawn here." in planned
    assert "No session is on five agendas yet." in text(attendance_page(VISIT, await counted([])))
