"""Minutes for each goal, planned and attended, and what to do about the rest."""

from services.recommendations.attendance.coverage import Coverage, GoalCoverage, Next, Plans, coverage
from services.recommendations.attendance.presence import Hours, Stay
from tests.unit.recommendations.attendance.scans import EVENING, PROGRAMME, at

SESSIONS = PROGRAMME | {
    "pacing-again": Hours(at("13:00"), at("13:45")),
    "pacing-lab": Hours(at("14:00"), at("15:00")),
    "grading-lab": Hours(at("13:30"), at("14:30")),
}
PACING = {"pacing": 1.0, "pacing-again": 0.5, "pacing-lab": 0.6, "choice": 0.1}
GRADING = {"grading": 1.0, "grading-lab": 0.8, "pacing-lab": 0.3}


def at_(now, *stays: Stay, agenda=None, fits=(PACING, GRADING), sessions=SESSIONS, available=SESSIONS) -> Coverage:
    on_it = {"pacing": 0, "pacing-again": 0, "choice": None} if agenda is None else agenda
    return coverage(Plans(on_it, sessions, fits, frozenset(available)), stays, now)


def was(guid: str, start: str, end: str) -> Stay:
    return Stay(guid, at(start), at(end))


def test_before_the_day():
    assert at_(at("08:00")) == Coverage(
        (
            GoalCoverage(1, planned=105, attended=0, ahead=105, next=Next("pacing", True)),
            # Nothing is planned for it: the one that fits best clashes with pacing, and so does the lab.
            GoalCoverage(2, planned=0, attended=0, ahead=0, next=Next("pacing-lab", False)),
        ),
        beside=0,
    )


def test_at_noon_after_pacing_was_left_early_for_grading():
    found = at_(at("12:30"), was("pacing", "09:00", "09:40"), was("grading", "09:45", "10:30"))

    assert found.goals == (
        GoalCoverage(1, planned=105, attended=40, ahead=45, next=Next("pacing-again", True)),
        GoalCoverage(2, planned=0, attended=45, ahead=0, next=Next("pacing-lab", False)),
    )
    assert [goal.gap for goal in found.goals] == [65, 0]


def test_while_a_planned_session_goes_on_its_rest_is_ahead():
    assert at_(at("13:15"), was("pacing-again", "13:00", "13:15")).goals[0].ahead == 30


def test_time_in_sessions_for_no_goal_is_told_beside():
    found = at_(EVENING, was("choice", "11:00", "11:40"), was("unknown", "15:00", "15:05"))

    assert found.beside == 45
    assert [goal.attended for goal in found.goals] == [0, 0]


def test_in_the_evening_there_is_nothing_next():
    assert [goal.next for goal in at_(EVENING).goals] == [None, None]


def test_a_session_that_is_full_or_was_seen_or_cancelled_is_not_next():
    noon = at("12:00")

    assert at_(noon, agenda={}).goals[0].next == Next("pacing-lab", False)
    assert at_(noon, agenda={}, available=frozenset(("pacing-again",))).goals[0].next == Next("pacing-again", False)
    assert at_(noon, was("pacing-lab", "11:00", "11:10"), agenda={}).goals[0].next == Next("pacing-again", False)
    assert at_(noon, agenda={}, sessions=PROGRAMME).goals[0].next is None


def test_a_session_on_the_agenda_that_was_cancelled_is_planned_no_more():
    assert at_(at("08:00"), sessions=PROGRAMME).goals[0].planned == 60


def test_without_goals_all_time_is_beside():
    assert at_(EVENING, was("pacing", "09:00", "10:00"), agenda={"pacing": None}, fits=()) == Coverage((), beside=60)
