"""How good recommendations were, in MongoDB: what was measured last, one document for each conference."""

from dataclasses import asdict

from services.recommendations.evaluation.measures import AgendaQuality, RankingQuality
from services.recommendations.evaluation.ports import Evaluation
from shared.mongo import Database


class MongoEvaluations:
    """Measurements of recommendations."""

    def __init__(self, database: Database) -> None:
        self._evaluations = database["evaluations"]

    async def last(self, conference: str) -> Evaluation | None:
        """Of one conference, None if there is nothing."""
        found = await self._evaluations.find_one({"_id": conference})
        if found is None:
            return None
        rankers = {name: RankingQuality(**quality) for name, quality in found["rankers"].items()}
        return Evaluation(found["people"], AgendaQuality(**found["agendas"]), rankers, found["at"])

    async def keep(self, conference: str, found: Evaluation) -> None:
        """In the place of the one before."""
        await self._evaluations.replace_one({"_id": conference}, asdict(found), upsert=True)
