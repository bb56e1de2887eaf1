"""One version of a conference's programme, prepared so that a participant's day is quick to find."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.ranking import Ranker, Ranking
from services.recommendations.domain.session import Session
from services.recommendations.domain.timetable import Timetable
from services.recommendations.domain.walks import Walk, walk


@dataclass(frozen=True, slots=True)
class Programme:
    """The sessions, laid out and indexed. `language` is the one most of them are held in."""

    timetable: Timetable
    ranking: Ranking
    sessions: Mapping[str, Session]
    language: str

    @classmethod
    def of(
        cls, sessions: Iterable[Session], zone: tzinfo, ranker: Ranker | None = None, walk: Walk = walk
    ) -> "Programme":
        """Prepare a programme, once for each of its versions. Raises ValueError on a repeated guid."""
        timetable = Timetable.of(sessions, zone, walk)
        spoken = Counter(session.language for session in timetable.sessions)
        return cls(
            timetable=timetable,
            ranking=(ranker or Bm25()).index(timetable.sessions),
            sessions={session.guid: session for session in timetable.sessions},
            language=min(spoken, key=lambda language: (-spoken[language], language), default="en"),
        )
