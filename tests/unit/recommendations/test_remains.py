from datetime import datetime

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.plan import AgendaItem
from services.recommendations.domain.preferences import Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.remains import Begun, plan_on
from services.recommendations.domain.wishes import Goal, Wishes

from .builders import DETROIT, a_session

PACE = Wishes((Goal("pacing", "instruction"),))
PROGRAMME = Programme.of(
    [
        a_session("nine", "09:00", 60, title="Pacing one", area="instruction", room="Room A"),
        a_session("half-past", "09:30", 60, title="Pacing two", area="instruction", room="Room B"),
        a_session("ten", "10:00", 60, title="Pacing three", area="instruction", room="Room B"),
        a_session("five-past-ten", "10:05", 45, title="Pacing four", area="instruction", room="Room B"),
        a_session("one", "13:00", 60, title="Pacing five", area="instruction", room="Room A"),
    ],
    DETROIT,
)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-28T{clock}-04:00")


def items(*guids: str) -> list[AgendaItem]:
    return [AgendaItem(guid, 100, 0, "because") for guid in guids]


def day(begun: Begun, circumstances: Circumstances = Circumstances()) -> list[str]:  # noqa: B008 - frozen
    return [item.guid for item in plan_on(PROGRAMME, PACE, Preferences(), circumstances, begun).items]


def test_a_day_that_has_not_begun_is_planned_whole():
    assert Begun.of(PROGRAMME, items("nine", "one"), None) == Begun()
    assert day(Begun()) == ["nine", "five-past-ten", "one"]


def test_what_is_under_way_stays_and_the_rest_can_be_reached_from_it():
    begun = Begun.of(PROGRAMME, items("nine", "ten", "one"), at("09:20"))
    assert [item.guid for item in begun.items] == ["nine"]
    # Room B is five minutes away: ten o'clock there is too early.
    assert day(begun) == ["nine", "five-past-ten", "one"]


def test_what_was_cancelled_does_not_stay_and_what_was_joined_does():
    assert Begun.of(PROGRAMME, items("gone"), at("09:20")).items == ()
    assert day(Begun.of(PROGRAMME, items("ten"), at("09:20"), joined={"ten"}))[0] == "ten"


def test_nothing_that_began_is_planned_any_more():
    assert day(Begun.of(PROGRAMME, items("nine"), at("12:00"))) == ["nine", "one"]
    assert day(Begun.of(PROGRAMME, (), at("12:00"))) == ["one"]
    assert day(Begun.of(PROGRAMME, (), at("14:00"))) == []
