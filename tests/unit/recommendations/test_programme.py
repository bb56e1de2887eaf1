from collections.abc import Sequence

from services.recommendations.domain.programme import Programme
from services.recommendations.domain.session import Session

from .builders import DETROIT, a_session


def test_its_language_is_the_one_most_sessions_are_in() -> None:
    sessions = [a_session("a", language="es"), a_session("b", language="es"), a_session("c")]
    assert Programme.of(sessions, DETROIT).language == "es"
    assert Programme.of([], DETROIT).language == "en"


def test_finds_a_session_by_guid() -> None:
    session = a_session("a")
    assert Programme.of([session], DETROIT).sessions == {"a": session}


class ByTitle:
    """A ranker that knows a session when it hears its title."""

    def index(self, sessions: Sequence[Session]) -> "ByTitle":
        self.guids = {session.title: session.guid for session in sessions}
        return self

    def read(self, texts: Sequence[str]) -> None:
        """Nothing needs to be prepared."""

    def scores(self, text: str) -> dict[str, float]:
        return {self.guids[text]: 1.0} if text in self.guids else {}

    def matched(self, text: str, guid: str) -> tuple[str, ...]:
        return (text,)


def test_takes_any_ranker() -> None:
    programme = Programme.of([a_session("a", title="Welding")], DETROIT, ByTitle())
    assert programme.ranking.scores("Welding") == {"a": 1.0}
    assert programme.ranking.scores("weld") == {}
