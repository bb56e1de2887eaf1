"""HTTP in, for people: the sessions that are worth most to them, whether their day has room for them or not."""

from fastapi import APIRouter
from fastapi.responses import Response

from services.recommendations import pages
from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.days.preferring import Preferring
from services.recommendations.days.tuning import tuning_of
from services.recommendations.private_pages import page, private_route, see
from services.recommendations.reading import Reading
from services.recommendations.reproducing.again import Ranked, Reproduction
from shared.events import utc_now

MOST = 20


def routes(desk: AgendaDesk, reproduction: Reproduction, preferring: Preferring) -> APIRouter:
    """The list, beside the day."""
    router = APIRouter(include_in_schema=False, route_class=private_route(desk.signup_url))

    @router.get("/agenda/{token}/recommended")
    async def recommended(token: str, saved: str = "") -> Response:
        reading, day_url = await desk.reading(token), f"/agenda/{token}"
        ranked = await _ranked(reading) if isinstance(reading, Reading) else None
        if ranked is None or not isinstance(reading, Reading):
            return see(day_url)  # which says how it stands
        setting = await preferring.setting(reading.kept.participant)
        tuning = tuning_of(day_url, setting, reading, utc_now(), saved=saved, errors={})
        return page(pages.recommended_page(reading, ranked, tuning))

    async def _ranked(reading: Reading) -> Ranked | None:
        made = reading.kept.recommendation
        making = await reproduction.making(made) if made else None
        return await reproduction.ranked(making, MOST) if making else None

    return router
