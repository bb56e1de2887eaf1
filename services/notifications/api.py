"""HTTP in: how many messages there are, and in which state. Nobody is named."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from services.notifications import pages
from services.notifications.ports import MessageStore
from shared.languages import DEFAULT


class Count(BaseModel):
    """How many messages of a template are in a state."""

    template: str
    state: str
    count: int


def routes(store: MessageStore) -> APIRouter:
    """The routes of notifications."""
    router = APIRouter()

    async def counts() -> list[Count]:
        found = await store.counts()
        return [Count(template=t, state=s, count=count) for (t, s), count in sorted(found.items())]

    @router.get("/v1/messages", tags=["messages"], summary="How many messages there are, by template and state")
    async def get_messages() -> list[Count]:
        return await counts()

    @router.get("/", include_in_schema=False)
    async def front() -> HTMLResponse:
        page = pages.messages_page({(one.template, one.state): one.count for one in await counts()})
        return HTMLResponse(page, headers={"Content-Language": DEFAULT})

    return router
