"""HTTP in, for the organiser: how good recommendations were."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from services.recommendations.attendance.routes import Conference
from services.recommendations.attendance.stage import Stage
from services.recommendations.evaluation.evaluating import MOST, Evaluating
from services.recommendations.evaluation.measures import RankingQuality
from services.recommendations.evaluation.ports import Evaluation
from shared.web.bearer import bearer
from shared.web.problems import Problem

People = Annotated[int, Query(ge=5, le=10_000, description="At most so many people; more take longer.")]


class RankerAnswer(BaseModel):
    """One ranker, by where people went, in steps of five people; null: of fewer than five."""

    model_config = ConfigDict(populate_by_name=True)

    ndcg: float | None = Field(serialization_alias="ndcg@10")
    hit_rate: float | None = Field(serialization_alias="hit_rate@10")
    recall: float | None = Field(serialization_alias="recall@10")


class EvaluationAnswer(BaseModel):
    """What was measured, in steps of five people; null: of fewer than five.

    `kept`: of what was planned, what was attended; `planned`: the other way round. `people`: a multiple of five.
    """

    conference: str
    people: int
    kept: float | None
    planned: float | None
    rankers: dict[str, RankerAnswer]


def routes(evaluating: Evaluating, stage: Stage, organiser_token: str) -> APIRouter:
    """What the organiser reads."""
    router = APIRouter(prefix="/v1/conferences/{slug}", tags=["evaluation"])

    @router.get(
        "/evaluation",
        summary="How good recommendations were, by where people went",
        dependencies=[Depends(bearer(organiser_token))],
    )
    async def get_evaluation(slug: Conference, people: People = MOST) -> EvaluationAnswer:
        current = await stage.named(slug)
        found = await evaluating.evaluate(current.conference, people)
        if found is None:
            raise Problem(404, "Fewer than five people with goals were in a session: nothing is told of them.")
        return _answer(slug, found)

    return router


def _answer(slug: str, found: Evaluation) -> EvaluationAnswer:
    return EvaluationAnswer(
        conference=slug,
        people=found.people,
        kept=_rounded(found.agendas.kept),
        planned=_rounded(found.agendas.planned),
        rankers={name: _ranker(quality) for name, quality in found.rankers.items()},
    )


def _ranker(quality: RankingQuality) -> RankerAnswer:
    return RankerAnswer(
        ndcg=_rounded(quality.ndcg), hit_rate=_rounded(quality.hit_rate), recall=_rounded(quality.recall)
    )


def _rounded(part: float | None) -> float | None:
    return None if part is None else round(part, 4)
