"""What is kept of a making reads back as what it was."""

from datetime import UTC, datetime, time, timedelta

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.preferences import Pin, Preferences, Sliders
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.question import Question
from services.recommendations.domain.remains import Begun
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.wishes import Goal, Spectrum, Wishes
from services.recommendations.reproducing.made import Made, Origin

from ..builders import DETROIT, MIDNIGHT, a_session, hours

PROGRAMME = Programme.of(
    [
        a_session("first", "09:00", title="Pacing"),
        a_session("then", "09:50", title="Pacing again"),
        a_session("late", "14:00", title="More pacing"),
    ],
    DETROIT,
)


def test_all_of_it() -> None:
    item = Question(Wishes((Goal("pacing"),))).answer(PROGRAMME).items[0]
    question = Question(
        Wishes((Goal("pacing", "instruction", 1, 1, 3),), Spectrum(technology=2), (hours("08:00", "16:00"),), (30,)),
        Preferences(Sliders(steps=4), {"late": Pin.MUST}, 90, 10, 240, time(8), time(17), in_part=True, each_goal=True),
        Circumstances(frozenset({"full"}), frozenset({"seen"}), frozenset(), frozenset({"late"})),
        Begun((item,), MIDNIGHT + timedelta(hours=9, minutes=30)),
        Weights(step=0.3),
    )
    answer = question.answer(PROGRAMME)
    made = Made.of("id", datetime(2026, 9, 1, tzinfo=UTC), 3, Origin(2, "state", "bm25"), question, answer)

    assert made.asked() == question
    assert made.answered() == answer
    assert made.asked().answer(PROGRAMME) == answer
