"""The organiser's page of seats: what matters is on top, and what giving them out came to is drawn and told."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.recommendations.seats.answers import SeatsAnswer, SessionSeats
from services.recommendations.seats.drawing import bars, columns, in_order, marks
from services.recommendations.seats.outcomes import Outcome, Runs
from services.recommendations.seats.seats_page import seats_page
from shared.contracts.recommendations import Allocation, Shares
from shared.languages import speaking
from tests.unit.recommendations.organiser.visiting import VISIT, described, text

NINE = datetime(2027, 3, 3, 14, 0, tzinfo=UTC)


def a_session(guid: str, capacity: int, held: int, waiting: int = 0) -> SessionSeats:
    over = max(0, held - capacity)
    return SessionSeats(
        guid=guid,
        title=f"About {guid}",
        room="Room A",
        start=NINE,
        capacity=capacity,
        held=held,
        waiting=waiting,
        overbooked=over,
    )


EMPTY, FULL = a_session("empty", 40, 0), a_session("full", 40, 40)
WAITED, OVER = a_session("waited", 10, 10, 20), a_session("over", 20, 24)
FACT = Allocation(
    programme_version=3,
    people=412,
    value=9985.0,
    bound=10000.0,
    shares=Shares(least=0.25, p5=0.77, median=0.9, below=0),
    cost_of_fairness=10.0,
    changed=37,
)
OUTCOME = Outcome(datetime(2027, 2, 27, 8, 3, tzinfo=UTC), FACT, (None, None, 5, None, None, None, None, 40, 100, 200))


def page(*sessions: SessionSeats, runs: Runs | None = None, hour: int = 3, asked: str = "") -> str:
    found = SeatsAnswer(conference="pacing-2027", sessions=list(sessions))
    return seats_page(VISIT, found, runs or Runs(), hour=hour, asked=asked)


def test_too_many_come_before_those_waited_for_and_the_fullest():
    assert in_order([EMPTY, FULL, WAITED, OVER]) == [OVER, WAITED, FULL, EMPTY]


def test_all_bars_are_to_one_scale_and_end_where_the_seats_do():
    over, waited, empty = bars([OVER, WAITED, EMPTY])

    # Three times its seats are wanted in the second one, so that seats end at a third.
    assert [bar.limit for bar in (over, waited, empty)] == [33.33] * 3
    assert [(part.name, part.width) for part in over.parts] == [("held", 33.333), ("overbooked", 6.667)]
    assert [(part.name, part.x, part.width) for part in waited.parts] == [
        ("held", 0.0, 33.333),
        ("waiting", 33.333, 66.667),
    ]
    assert empty.parts == []


def test_a_bar_is_cut_where_it_would_leave_the_page():
    [bar] = bars([a_session("loved", 10, 10, 90)])

    assert [(part.name, part.width) for part in bar.parts] == [("held", 33.333), ("waiting", 66.667)]


def test_sessions_are_told_with_their_numbers():
    said = text(page(OVER, WAITED, a_session("one", 2, 2, 1)))

    assert "About over Room A, 3 March, 9 am 4 more than there are seats 24 of 20" in said
    assert "About waited Room A, 3 March, 9 am 20 people wait 10 of 10" in said
    assert "1 person waits" in said


def test_the_last_allocation_is_told_and_drawn():
    html = page(WAITED, runs=Runs(last=OUTCOME))
    said = text(html)

    assert "27 February, 3:03 am, for 412 people, with version 3 of the programme." in said
    assert "At most 0.15% of what is possible is lost." in said
    assert "9,985 points, and no way of giving seats out is worth more than 10,000." in said
    assert "Nobody is left far below the median" in said
    assert "37 people's days changed." in said
    assert described(html) == [
        "From 90% to 100%: 200 people. From 80% to 90%: 100 people. From 70% to 80%: 40 people. "
        "From 20% to 30%: 5 people. At least: all: 25%, 19 of 20: 77%, half: 90%"
    ]


def test_the_distribution_is_drawn_to_scale():
    drawn = columns(OUTCOME)

    assert [(one.x, one.height) for one in drawn if one.height] == [(60, 2.0), (210, 16.0), (240, 40.0), (270, 80.0)]
    assert [(one.name, one.x, one.before) for one in marks(OUTCOME)] == [
        ("least", 75.0, False),
        ("p5", 231.0, True),
        ("median", 270.0, True),
    ]


@pytest.mark.parametrize(
    ("below", "words"),
    [(4, "Fewer than five people have a share under"), (5, "5 people have a share under four fifths of the median")],
)
def test_those_left_behind_are_told_of_in_groups(below, words):
    fact = FACT.model_copy(update={"shares": FACT.shares.model_copy(update={"below": below})})

    assert words in text(page(WAITED, runs=Runs(last=replace(OUTCOME, fact=fact))))


def test_a_preview_leads_to_giving_them_out():
    without, preview = page(WAITED), page(WAITED, runs=Runs(preview=OUTCOME), asked="preview")

    main = re.compile(r'button-main" name="do" value="(\w+)"')
    assert (main.findall(without), main.findall(preview)) == (["preview"], ["allocate"])
    assert "37 people would have other seats." in text(preview)
    assert "Nothing was changed." in text(preview)
    nobody = replace(OUTCOME, fact=FACT.model_copy(update={"changed": 0, "value": 10000.0}))
    assert "Nobody would have other seats." in text(page(WAITED, runs=Runs(preview=nobody)))
    assert "Nothing of what is possible is lost." in text(page(WAITED, runs=Runs(preview=nobody)))


def test_after_the_conference_there_is_nothing_to_press():
    found = SeatsAnswer(conference="pacing-2027", sessions=[WAITED])

    html = seats_page(VISIT, found, Runs(last=OUTCOME), hour=3, over=True)

    assert "<button" not in html
    assert "It happens by itself" not in text(html)
    assert "37 people's days changed." in text(html)


def test_until_there_is_something_it_says_what_will_be_here_and_when():
    no_programme = text(seats_page(VISIT, None, Runs(), hour=3))
    no_limits, never_by_itself = text(page()), text(page(FULL, hour=-1))

    assert "There is no programme yet. Once it is out, every session with a number of seats is here" in no_programme
    assert "Every session has room for everybody." in no_limits
    assert "Until now, who came first has the seats." in never_by_itself
    assert "at night, at 3 am" in text(page(FULL))
    assert "at night" not in never_by_itself


def test_while_somebody_is_at_it_the_page_says_so():
    assert "Seats are being worked out." in text(page(FULL, runs=Runs(busy=True)))
    with speaking("es"):
        assert "Se están calculando los asientos." in text(page(FULL, runs=Runs(busy=True)))
