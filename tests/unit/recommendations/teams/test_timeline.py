"""Who of a team is where, as rows beside each other."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.recommendations.teams.team import Member, Team
from services.recommendations.teams.team_desk import TeamView
from services.recommendations.teams.team_page import team_page
from services.recommendations.teams.timeline import timelines
from services.recommendations.teams.whereabouts import Place
from shared.contracts.recommendations import Session
from tests.unit.recommendations.builders import DETROIT
from tests.unit.recommendations.organiser.visiting import CONFERENCE, text

TEAM = Team("a-team", "pacing-2027", "K7QM2XPR9D", 1, (Member("ana", "Ana"), Member("ben", "Ben")))


def place(guid: str, start: str, minutes: int, *who: str, zone: ZoneInfo = DETROIT) -> Place:
    begins = datetime.fromisoformat(start).replace(tzinfo=zone)
    session = Session(version=1, guid=guid, title=f"About {guid}", room="Room A", start=begins, minutes=minutes)
    ends = datetime.fromtimestamp(begins.timestamp() + 60 * minutes, zone)
    return Place(session, begins, ends, who)


def laid(*places: Place) -> list[list[tuple[int, str]]]:
    """The rows of the one day: how many steps, and what they are."""
    [timeline] = timelines(TEAM, places)
    return [
        [(stretch.steps, stretch.place.session.guid if stretch.place else "") for stretch in row.stretches]
        for row in timeline.rows
    ]


def test_a_row_for_each_member_from_the_first_hour_to_the_last():
    ana, ben = laid(
        place("pacing", "2027-03-03T09:15", 45, "ana"),
        place("robots", "2027-03-03T09:30", 60, "ben"),
        place("quilts", "2027-03-03T10:30", 20, "ana", "ben"),
    )

    assert ana == [(3, ""), (9, "pacing"), (6, ""), (4, "quilts"), (2, "")]
    assert ben == [(6, ""), (12, "robots"), (4, "quilts"), (2, "")]


def test_who_goes_nowhere_is_free_all_day():
    assert laid(place("pacing", "2027-03-03T09:00", 60, "ana")) == [[(12, "pacing")], [(12, "")]]


def test_sessions_that_overlap_are_one_after_the_other():
    [ana, _] = laid(
        place("pacing", "2027-03-03T09:00", 60, "ana"),
        place("inside", "2027-03-03T09:10", 30, "ana"),
        place("robots", "2027-03-03T09:40", 60, "ana"),
    )

    assert ana == [(12, "pacing"), (8, "robots"), (4, "")]


def test_where_the_clock_changes_every_hour_is_there():
    # Detroit goes from two o'clock to three on that night.
    [timeline] = timelines(TEAM, [place("night", "2027-03-14T01:30", 90, "ana")])

    assert [hour.hour for hour in timeline.hours] == [1, 3]
    assert [stretch.steps for stretch in timeline.rows[0].stretches] == [6, 18]


def test_each_day_is_one_of_its_own():
    days = timelines(TEAM, [place("one", "2027-03-03T09:00", 60, "ana"), place("two", "2027-03-04T09:00", 60, "ben")])

    assert [(str(each.day), len(each.hours), each.together) for each in days] == [
        ("2027-03-03", 1, False),
        ("2027-03-04", 1, False),
    ]


def test_the_page_has_it_as_a_table_and_the_same_as_a_list():
    places = [place("pacing", "2027-03-03T09:15", 45, "ana", "ben"), place("brief", "2027-03-03T10:00", 10, "ana")]

    html = team_page(TeamView(CONFERENCE, "ben", (), TEAM, places), "a-token")

    said = text(html)
    assert "A heavy edge: several of you are there." in said
    assert "9:00 10:00 Ana About pacing Room A, 9:15–10:00 About brief Room A, 10:00–10:10" in said
    assert "Ben About pacing Room A, 9:15–10:00 The same as a list" in said
    assert html.count('<th scope="row">') == 2
    assert 'tabindex="0" role="region" aria-label="Timeline of Wednesday 3 March"' in html


def test_without_days_there_is_nothing_to_draw():
    said = text(team_page(TeamView(CONFERENCE, "ben", (), TEAM), "a-token"))

    assert "There are no days to show yet." in said
    assert "list" not in said
