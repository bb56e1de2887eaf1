"""Who may act for a participant over HTTP: an organiser, and whoever has the link to that participant's agenda."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from services.recommendations.reading import Reader
from shared.contracts.vocabulary import UniqueId
from shared.links import BadLink
from shared.web.bearer import known_bearer

Participant = Annotated[UniqueId, Path(description="The id of a participant, the subject of their events.")]
_scheme = HTTPBearer(auto_error=False)


def acting(
    reader: Reader, organiser_token: str, integrator_token: str | None = None
) -> Callable[..., Coroutine[Any, Any, None]]:
    """A dependency that lets pass who has one of these tokens, or the token of the agenda link of `{participant}`.

    `integrator_token`: where integrators may, too. Raises 401 for anybody else, and 403 for the link of another
    participant.
    """
    is_known = known_bearer(organiser_token, integrator_token or "")
    others = "an organiser's" if integrator_token is None else "an organiser's or an integrator's"

    async def check(
        participant: Participant,
        known: Annotated[bool, Depends(is_known)],
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)],
    ) -> None:
        if known:
            return
        try:
            owner = await reader.participant_of(credentials.credentials if credentials else "")
        except BadLink as bad:
            headers = {"WWW-Authenticate": "Bearer"}
            detail = f"A valid bearer token is needed: that of the link to this agenda, or {others}."
            raise HTTPException(401, detail, headers=headers) from bad
        if owner != participant:
            raise HTTPException(403, "This token is for the agenda of somebody else.")

    return check
