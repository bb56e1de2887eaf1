"""Who may say over HTTP that somebody came or went: the organiser, a door link, and everybody of themselves."""

import hmac
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from services.recommendations.attendance.codes import Codes
from services.recommendations.reading import Reader
from shared.contracts.recommendations import Witness
from shared.links import BadLink
from shared.web.problems import Problem

Token = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]
FIELDS = "Some fields need another look."


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may. `participant`: nobody but them; `conference`: nowhere but there."""

    witness: Witness
    participant: str | None = None
    conference: str | None = None

    def about(self, named: str | None) -> str:
        """Whom they speak of. Raises Problem where that is nobody, or somebody they may not speak of."""
        if (participant := named or self.participant) is None:
            raise Problem(422, FIELDS, errors=[{"field": "participant", "detail": "Say whose: participant or badge."}])
        if self.participant not in (None, participant):
            raise Problem(403, "This token is for somebody else.")
        return participant

    def about_everybody(self) -> None:
        """Raises Problem where they may only speak of themselves."""
        if self.participant is not None:
            raise Problem(403, "This token is for one participant.")


class Callers:
    """Knows callers by their bearer token."""

    def __init__(self, codes: Codes, reader: Reader, organiser_token: str) -> None:
        self._codes, self._reader, self._organiser = codes, reader, organiser_token

    async def at(self, conference: str, token: Token) -> Caller:
        """Who calls. Raises Problem where that is nobody we know, or somebody from another conference."""
        caller = await self._who(token.credentials) if token else None
        if caller is None:
            detail = "A token of the organiser, of the doors or of the participant is needed."
            raise HTTPException(401, detail, headers={"WWW-Authenticate": "Bearer"})
        if caller.conference not in (None, conference):
            raise Problem(403, "This token is for the doors of another conference.")
        return caller

    async def _who(self, token: str) -> Caller | None:
        if self._organiser and hmac.compare_digest(token.encode(), self._organiser.encode()):
            return Caller(Witness.DOOR)
        try:
            return Caller(Witness.DOOR, conference=await self._codes.conference(token))
        except BadLink:
            pass
        try:
            return Caller(Witness.SELF, participant=await self._reader.participant_of(token))
        except BadLink:
            return None
