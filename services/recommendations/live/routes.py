"""HTTP in, for open pages: a stream that says when to look again, and nothing of what changed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from services.recommendations.live.watching import TooMany, Watch, Watching
from services.recommendations.reading import Absence, Reader
from shared.links import BadLink, ExpiredLink
from shared.web.problems import Problem

SETTLES = 0.3
"""Seconds: what changes together is told together."""
RETRY = 3_000
"""Milliseconds after which a page that lost its stream asks again."""


def routes(watching: Watching, reader: Reader) -> APIRouter:
    """The streams of recommendations, after the HTML Living Standard, section Server-sent events."""
    router = APIRouter(include_in_schema=False)

    async def page(token: str) -> AsyncIterator[Watch]:
        participant = await _owner(reader, token)
        reading = await reader.read(participant)
        conference = reading.conference.slug if reading.conference else ""
        try:
            with watching.watch(conference, participant) as watch:
                yield watch
        except TooMany as many:
            raise Problem(503, "Too many pages are open at the moment. Reload this one now and then.") from many

    @router.get("/agenda/{token}/changes", response_class=EventSourceResponse)
    async def changes(watch: Annotated[Watch, Depends(page)]) -> AsyncIterator[ServerSentEvent]:
        yield ServerSentEvent(event="state", raw_data=await state_of(reader, watch.participant), retry=RETRY)
        while not watching.leaving:
            await watch.moved()
            await asyncio.sleep(SETTLES)
            if not watching.leaving:
                yield ServerSentEvent(event="changed", raw_data=await state_of(reader, watch.participant))

    return router


async def state_of(reader: Reader, participant: str) -> str:
    """Which state of the day somebody sees: its revision and that of the programme; empty while there is none."""
    reading = await reader.read(participant)
    return "" if isinstance(reading, Absence) else reading.state


async def _owner(reader: Reader, token: str) -> str:
    try:
        return await reader.participant_of(token)
    except ExpiredLink as expired:
        raise Problem(410, "This link has expired.") from expired
    except BadLink as bad:
        raise Problem(404, "There is no such agenda.") from bad
