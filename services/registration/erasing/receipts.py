"""HTTP in: the receipt of an erasure, for people and for programs."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel

from services.registration import pages
from services.registration.conferences import Conferences
from services.registration.erasing.erasures import Erasure, Erasures
from services.registration.erasing.receipt import Receipt, Receipts
from shared.languages import _
from shared.links import BadLink, Links, Purpose
from shared.spoken import clock_of_day, spoken_day, spoken_zone
from shared.web.problems import Problem

LASTS = 10 * 365 * 24 * 3600
"""Seconds a link to a receipt works: as long as somebody may have to show it."""
LOOK_AGAIN = 5
"""Seconds after which a page that is not complete yet is read again."""
_PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


class Verdict(BaseModel):
    """Whether a receipt is one of ours and says what it said."""

    genuine: bool


def routes(erasures: Erasures, conferences: Conferences, links: Links, secrets: Sequence[str]) -> APIRouter:
    """The receipts of registration."""
    router = APIRouter()
    receipts = Receipts(secrets)

    async def opened(token: str) -> Erasure | None:
        try:
            return await erasures.find(links.open(Purpose.RECEIPT, token, lasts=LASTS).participant)
        except BadLink:
            return None

    @router.get("/receipts/{token}.json", tags=["receipts"], summary="A receipt, signed", response_model=Receipt)
    async def receipt(token: str) -> Response:
        erasure = await opened(token)
        if erasure is None:
            raise Problem(404, "There is no such receipt.")
        return JSONResponse(receipts.of(erasure).model_dump(), headers=_PRIVATE)

    @router.get("/receipts/{token}", include_in_schema=False)
    async def receipt_page(token: str, request: Request) -> Response:
        if _wants_json(request):
            return await receipt(token)
        erasure = await opened(token)
        if erasure is None:
            words = _("The link may be incomplete. The whole of it is in the address you were shown.")
            return HTMLResponse(pages.problem_page(404, _("There is no such receipt"), words), 404, headers=_PRIVATE)
        headers = _PRIVATE if erasure.complete else {**_PRIVATE, "Refresh": str(LOOK_AGAIN)}
        return HTMLResponse(await page(erasure, token), headers=headers)

    async def page(erasure: Erasure, token: str) -> str:
        conference = await conferences.get(erasure.conference)
        zone = ZoneInfo(conference.zone if conference else "UTC")

        def when(instant: datetime) -> str:
            there = instant.astimezone(zone)
            return _(
                "%(day)s %(year)s, %(time)s, %(zone)s",
                day=spoken_day(there.date()),
                year=there.year,
                time=clock_of_day(there),
                zone=spoken_zone(zone.key),
            )

        return pages.templates.get_template("receipt.html").render(
            conference=conference,
            erased=when(erasure.erased_at),
            purged=when(erasure.purged_at) if erasure.purged_at else None,
            said={service: when(one.at) for service, one in erasure.acknowledged.items()},
            complete=erasure.complete,
            participant=erasure.participant,
            signature=receipts.of(erasure).signature,
            token=token,
        )

    @router.post("/v1/receipts/verify", tags=["receipts"], summary="Whether a receipt is genuine")
    async def verify(receipt: Receipt) -> Verdict:
        return Verdict(genuine=receipts.genuine(receipt))

    return router


def _wants_json(request: Request) -> bool:
    accepts = request.headers.get("accept", "")
    return "application/json" in accepts and "text/html" not in accepts
