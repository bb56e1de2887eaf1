"""HTTP in, for programs: how an agenda was made."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from services.recommendations.reading import Reader
from services.recommendations.reproducing.again import Reproduction
from services.recommendations.reproducing.answers import (
    RankedAnswer,
    RecommendationAnswer,
    WhyAnswer,
    ranked_answer,
    recommendation_answer,
    why_answer,
)
from services.recommendations.reproducing.made import Making
from shared.contracts.vocabulary import Identifier, UniqueId
from shared.links import BadLink
from shared.web.bearer import known_bearer
from shared.web.problems import Problem

Recommendation = Annotated[UniqueId, Path(description="`recommendation` of an agenda.")]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
_scheme = HTTPBearer(auto_error=False)


def routes(reproduction: Reproduction, reader: Reader, *tokens: str) -> APIRouter:
    """The JSON routes of recommendations that were made."""
    router = APIRouter(prefix="/v1/recommendations", tags=["agendas"])
    visible = Depends(_visible(reproduction, reader, *tokens))

    @router.get("/{id}", summary="How an agenda was made, and the same made again")
    async def get_recommendation(making: Annotated[Making, visible]) -> RecommendationAnswer:
        return recommendation_answer(making, await reproduction.again(making), reproduction.ranker)

    @router.get("/{id}/sessions", summary="The sessions that are worth most, in the agenda or not")
    async def get_ranked(making: Annotated[Making, visible], limit: Limit = 20) -> RankedAnswer:
        ranked = await reproduction.ranked(making, limit)
        if ranked is None:
            raise Problem(404, "The programme this agenda was made from is not kept any more.")
        return ranked_answer(ranked)

    @router.get("/{id}/sessions/{guid}", summary="Why a session is in it, and what would make it drop out")
    async def get_why(guid: Identifier, making: Annotated[Making, visible]) -> WhyAnswer:
        why = await reproduction.why(making, guid)
        if why is None:
            raise Problem(404, "There is no such session in this agenda.")
        return why_answer(why)

    return router


def _visible(reproduction: Reproduction, reader: Reader, *tokens: str) -> Callable[..., Coroutine[Any, Any, Making]]:
    """A dependency that gives the making to who has one of these tokens, or the link to that very agenda."""

    async def check(
        id: Recommendation,
        known: Annotated[bool, Depends(known_bearer(*tokens))],
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)],
    ) -> Making:
        owner = None
        if not known:
            try:
                owner = await reader.participant_of(credentials.credentials if credentials else "")
            except BadLink as bad:
                headers = {"WWW-Authenticate": "Bearer"}
                tokens = "that of the link to this agenda, or an organiser's or an integrator's"
                detail = f"A valid bearer token is needed: {tokens}."
                raise HTTPException(401, detail, headers=headers) from bad
        making = await reproduction.making(id)
        if making is None or (not known and making.participant != owner):
            raise Problem(404, "How this agenda was made is not kept, or not any more.")
        return making

    return check
