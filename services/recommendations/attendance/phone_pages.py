"""HTTP in, for participants: their own page of attendance."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from services.recommendations.attendance.accounts import Account, Accounts
from services.recommendations.attendance.code_pages import OWN, Key, Pressed
from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.door_route import keep
from services.recommendations.attendance.pages import phone_page
from services.recommendations.attendance.phone import phone_of
from services.recommendations.attendance.scan import Way
from services.recommendations.attendance.stage import Stage
from services.recommendations.attendance.turnstile import Place, Turnstile
from services.recommendations.private_pages import page, private_route, see
from services.recommendations.reading import Reader
from shared.contracts.recommendations import Witness


def routes(
    accounts: Accounts, codes: Codes, reader: Reader, stage: Stage, turnstile: Turnstile, url: str, signup_url: str
) -> APIRouter:
    """The page, and its one button."""
    router = APIRouter(
        prefix="/agenda/{token}/attendance", include_in_schema=False, route_class=private_route(signup_url)
    )

    @router.get("")
    async def own(token: str, request: Request) -> Response:
        account = await accounts.of(await reader.participant_of(token))
        return keep(page(_own(account, token)), request, OWN, token, "/at")

    @router.post("")
    async def leave(token: str, session: Annotated[str, Form()], way: Pressed, key: Key) -> Response:
        account = await accounts.of(await reader.participant_of(token))
        # The page offers nothing but leaving: who comes shows it at a door.
        if way is Way.OUT:
            current = await stage.named(account.reading.conference.slug)
            place = Place(current, session, account.presence.participant, Witness.SELF)
            await turnstile.push(place, way, key)
        return see(f"/agenda/{token}/attendance")

    def _own(account: Account, token: str) -> str:
        participant = account.presence.participant
        return phone_page(
            account.reading.conference,
            phone_of(account),
            badge_url=f"{url}/badges/{codes.badge(participant)}",
            mark=participant[-4:],
            agenda_url=f"/agenda/{token}",
            key=uuid4().hex,
        )

    return router
