"""HTTP in, for the organiser: links for those at the doors, and an end to them."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.routes import Conference
from services.recommendations.attendance.stage import Stage
from shared.events import utc_now
from shared.web.bearer import bearer


class DoorLinks(BaseModel):
    """Where those at the doors go. Whoever has them may say who comes and goes."""

    doors: str
    codes: str
    token: str
    """The same as a bearer token, for devices."""


def routes(codes: Codes, stage: Stage, url: str, organiser_token: str) -> APIRouter:
    """What the organiser asks for."""
    router = APIRouter(
        prefix="/v1/conferences/{slug}", tags=["attendance"], dependencies=[Depends(bearer(organiser_token))]
    )

    @router.post("/doors", summary="A link for those at the doors")
    async def post_doors(slug: Conference) -> DoorLinks:
        await stage.named(slug)
        token = codes.doors(slug)
        return DoorLinks(doors=f"{url}/doors/{token}", codes=f"{url}/doors/{token}/codes", token=token)

    @router.delete("/doors", status_code=204, summary="Revoke all links and printed codes for the doors")
    async def delete_doors(slug: Conference) -> None:
        await stage.named(slug)
        await codes.revoke(slug, utc_now())

    return router
