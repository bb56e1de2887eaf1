"""Measuring a conference after it took place: the ranker that was used beside those that come with the product."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from services.recommendations.attendance.accounts import Accounts, hours_of
from services.recommendations.demand.small_groups import shown
from services.recommendations.domain.bm25 import Bm25
from services.recommendations.domain.keyword import Keyword
from services.recommendations.domain.ranking import Ranking
from services.recommendations.evaluation.measures import (
    RankingQuality,
    Visitor,
    agenda_quality,
    as_shown,
    ranked,
    ranking_quality,
)
from services.recommendations.evaluation.ports import IN_USE, Evaluation, EvaluationStore
from services.recommendations.growth.stepping import attended
from services.recommendations.programmes import Prepared, Programmes
from services.recommendations.reading import Absence, Reader
from shared.contracts.registration import Conference

MOST = 500
"""People, where nobody says how many."""


class Evaluating:
    """Measures recommendations by attendance."""

    def __init__(
        self,
        accounts: Accounts,
        reader: Reader,
        programmes: Programmes,
        store: EvaluationStore,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts, self._reader, self._programmes = accounts, reader, programmes
        self._store, self._clock = store, clock

    async def evaluate(self, conference: Conference, most: int) -> Evaluation | None:
        """Over at most so many people who have goals and went somewhere; None if they are fewer than five.

        They are as many as are told of. Ids are no order of anything, so the first of them are as good as any. What was
        measured is kept as it may be shown.
        """
        prepared = await self._programmes.prepared(conference)
        visitors = await self._visitors(prepared, most) if prepared else []
        people = shown(len(visitors))
        if prepared is None or people is None:
            return None
        visitors = visitors[:people]
        rankers = await asyncio.to_thread(_qualities, prepared, visitors)
        found = Evaluation(people, as_shown(agenda_quality(visitors), people), rankers, self._clock())
        await self._store.keep(conference.slug, found)
        return found

    async def _visitors(self, prepared: Prepared, most: int) -> list[Visitor]:
        now, visitors = self._clock(), []
        # Of what is still to come nobody can have kept anything.
        hours = {guid: one for guid, one in hours_of(prepared.sessions).items() if one.end <= now}
        async for presence in self._accounts.everybody(prepared):
            went = attended(presence.stays, hours)
            reading = await self._reader.read(presence.participant) if went else None
            if reading is None or isinstance(reading, Absence) or not reading.wishes.goals:
                continue
            goals = tuple(goal.statement for goal in reading.wishes.goals)
            planned = frozenset(item.guid for item in reading.kept.items if item.guid in hours)
            visitors.append(Visitor(goals, planned, frozenset(went)))
            if len(visitors) == most:
                break
        return visitors


def _qualities(prepared: Prepared, visitors: Sequence[Visitor]) -> dict[str, RankingQuality]:
    """Of each ranker. It reads programmes and goals anew, which takes long: in a thread."""
    sessions = prepared.programme.timetable.sessions
    rankings: dict[str, Ranking] = {
        IN_USE: prepared.programme.ranking,
        "bm25": Bm25().index(sessions),
        "keyword": Keyword().index(sessions),
    }
    goals = [goal for one in visitors for goal in one.goals]
    qualities = {}
    for name, ranking in rankings.items():
        ranking.read(goals)
        orders = [(ranked([ranking.scores(goal) for goal in one.goals]), one.attended) for one in visitors]
        qualities[name] = as_shown(ranking_quality(orders), len(visitors))
    return qualities
