"""HTTP in, for the organiser: how far the conference came, in numbers and as a picture."""

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel

from services.recommendations.attendance.routes import Conference
from services.recommendations.attendance.stage import Stage
from services.recommendations.growth.pages import growth_picture
from services.recommendations.growth.ports import GrowthStore
from services.recommendations.growth.summary import IngredientGrowth, summary
from shared.web.bearer import bearer


class GroupAnswer(BaseModel):
    """People who came from the same place to the same place."""

    before: int
    after: int
    people: int


class IngredientAnswer(BaseModel):
    """One ingredient. Groups under five people are left out, and so are totals that would tell of them."""

    ingredient: str
    groups: list[GroupAnswer]


def routes(store: GrowthStore, stage: Stage, organiser_token: str) -> APIRouter:
    """What the organiser reads."""
    router = APIRouter(
        prefix="/v1/conferences/{slug}", tags=["growth"], dependencies=[Depends(bearer(organiser_token))]
    )

    @router.get("/growth", summary="How far participants came, without names")
    async def get_growth(slug: Conference) -> list[IngredientAnswer]:
        return [
            IngredientAnswer(
                ingredient=one.ingredient,
                groups=[GroupAnswer(before=each.before, after=each.after, people=each.people) for each in one.groups],
            )
            for one in await _growth(slug)
        ]

    @router.get("/growth.svg", summary="The same as a picture", response_class=Response)
    async def get_picture(slug: Conference) -> Response:
        return Response(growth_picture(await _growth(slug)), media_type="image/svg+xml; charset=utf-8")

    async def _growth(slug: str) -> tuple[IngredientGrowth, ...]:
        await stage.named(slug)
        return summary([one async for one in store.everybody(slug)])

    return router
