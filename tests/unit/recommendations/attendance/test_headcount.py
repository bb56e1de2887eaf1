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
    # Seven have 1.75, five have .5, two nothing (ten minutes are no quarter of an hour), and the only one with 4 is not
    # told of, nor that anybody has so many.
    assert found.by_hours == [5, 5]
    # Five in the middle of less than one, five in the middle of one to two.
    assert (found.scanned, found.credited, found.hours) == (15, 10, Decimal(10))


async def test_one_more_person_tells_nobody_their_hours():
    five = PEOPLE[7:12]

    before, after = await counted(five), await counted([*five, there("newcomer", pacing=30)])

    assert (before.by_hours, before.credited, before.hours) == ([5], 5, Decimal("2.5"))
    assert (after.by_hours, after.credited, after.hours) == ([5], 5, Decimal("2.5"))
    assert text(attendance_page(VISIT, before)) == text(attendance_page(VISIT, after))


async def test_the_hours_of_four_are_not_told():
    found = await counted(PEOPLE[:4])

    assert (found.scanned, found.credited) == (None, 0)
    assert not found.by_hours


async def test_groups_of_four_are_not_added_up():
    found = await counted([*PEOPLE[:4], *PEOPLE[7:11]])

    assert (found.scanned, found.credited) == (5, 0)
    assert not found.by_hours
    assert "No five people have as many hours of credit as each other" in text(attendance_page(VISIT, found))


async def test_the_page_tells_counts_and_leads_to_the_sheet():
    html = attendance_page(VISIT, await counted(PEOPLE, pacing=23, quilts=4))
    said = text(html)

    assert "About pacing Room A, 3 March, 9 am 10 came, 20 planned" in said
    assert "About robots Room A, 3 March, 9 am 5 came, under 5 planned" in said
    assert "About 10 hours in all, of 10 people" in said
    assert described(html) == ["From 0 to less than 1 hours: 5 people. From 1 to less than 2 hours: 5 people."]
    assert 'href="/attendance/a-token/credits.csv"' in html
    assert not [one for one in PEOPLE if one.participant in html]
    with speaking("es"):
        assert "Unas 10 horas en total, de 10 personas" in text(attendance_page(VISIT, await counted(PEOPLE)))


async def test_before_the_day_it_says_what_will_be_here_and_when():
    planned = text(attendance_page(VISIT, await counted([], pacing=23)))

    assert "There is no programme yet." in text(attendance_page(VISIT, None))
    assert "About pacing Room A, 3 March, 9 am 20" in planned
    assert "on the day, who came is drawn" in planned
    assert "As soon as five people have some, they are drawn here." in planned
    assert "No session is on five agendas yet." in text(attendance_page(VISIT, await counted([])))
