"""HTTP in, for programs: what a participant sets on their agenda."""

from datetime import time
from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from services.recommendations.acting import Participant
from services.recommendations.days.json_route import JsonRoute
from services.recommendations.days.preferences_edge import PreferencesRequest, SlidersRequest
from services.recommendations.days.preferring import Preferring
from shared.contracts.recommendations import Pin, Preferences


class PreferencesAnswer(BaseModel):
    """All that is set; `version` counts the states, and is 0 while nothing is."""

    participant: str
    version: int
    sliders: SlidersRequest
    pins: dict[str, Pin]
    longest_stretch: int | None
    pause: int
    most_minutes: int | None
    earliest: time | None
    latest: time | None
    in_part: bool
    each_goal: bool


def routes(preferring: Preferring, acts: Any) -> APIRouter:
    """The JSON routes of preferences. `acts`: who may act for a participant."""
    router = APIRouter(
        prefix="/v1/agendas/{participant}/preferences",
        tags=["agendas"],
        dependencies=[Depends(acts)],
        route_class=JsonRoute,
    )

    @router.get("", summary="What somebody set on their agenda")
    async def get_preferences(participant: Participant) -> PreferencesAnswer:
        said = (await preferring.setting(participant)).preferences
        return _answer(participant, said or Preferences(version=1), said.version if said else 0)

    @router.put("", summary="Set all of it: what is not there is as usual")
    async def put_preferences(participant: Participant, request: PreferencesRequest) -> PreferencesAnswer:
        said = await preferring.change(participant, request.instead)
        return _answer(participant, said, said.version)

    @router.patch("", summary="Set some of it: what is not there stays")
    async def patch_preferences(participant: Participant, request: PreferencesRequest) -> PreferencesAnswer:
        said = await preferring.change(participant, request.over)
        return _answer(participant, said, said.version)

    return router


def _answer(participant: str, said: Preferences, version: int) -> PreferencesAnswer:
    return PreferencesAnswer.model_validate({**said.model_dump(), "participant": participant, "version": version})
