"""What every service answers besides its own work: health, metrics, documents."""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shared.bus.bus import Bus
from shared.contracts import EVENTS
from shared.languages import DEFAULT
from shared.web.asyncapi import asyncapi_document, asyncapi_page
from shared.web.problems import Problem

Check = Callable[[], Awaitable[bool]]
_SCHEMAS = {kind.kind: kind for kind in EVENTS}


def operations(bus: Bus, version: str, checks: Mapping[str, Check]) -> APIRouter:
    """The routes for operators and integrators."""
    router = APIRouter(tags=["operations"])

    @router.get("/livez", summary="The process runs")
    async def livez() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz", summary="The service can do its work now")
    async def readyz() -> JSONResponse:
        found = {name: await check() for name, check in checks.items()}
        parts = {name: "ok" if fine else "away" for name, fine in found.items()}
        ready = all(found.values())
        return JSONResponse({"status": "ok" if ready else "away", "parts": parts}, 200 if ready else 503)

    @router.get("/metrics", summary="Prometheus metrics", response_class=Response)
    async def prometheus() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    @router.get("/asyncapi", summary="AsyncAPI 3: the events this service reads and says", response_model=None)
    async def asyncapi(request: Request) -> Response:
        document = asyncapi_document(bus, version)
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(asyncapi_page(document), headers={"Content-Language": DEFAULT})
        return JSONResponse(document)

    @router.get("/asyncapi.json", include_in_schema=False)
    async def asyncapi_json() -> JSONResponse:
        return JSONResponse(asyncapi_document(bus, version))

    @router.get("/schemas/{type}", summary="The JSON Schema of an event, as its dataschema names it")
    async def schema(type: str) -> JSONResponse:
        if type not in _SCHEMAS:
            raise Problem(404, "There is no event of this type.")
        found = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **_SCHEMAS[type].model_json_schema(),
        }
        return JSONResponse(found, media_type="application/schema+json")

    return router
