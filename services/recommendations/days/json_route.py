"""Routes for programs that speak of somebody who may not take part (any more), and of places there may not be."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from services.recommendations.days.ports import NoMove, NotTakingPart, UnknownPlace
from shared.web.problems import Problem


class JsonRoute(APIRoute):
    """A route of that kind."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, and NotTakingPart as a problem."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except UnknownPlace as unknown:
                errors = [{"field": unknown.field, "detail": "is no part of this conference, or over"}]
                raise Problem(422, "Some fields need another look.", errors=errors) from unknown
            except NoMove as early:
                errors = [{"field": "join", "detail": "is no move: pin it instead"}]
                raise Problem(422, "Some fields need another look.", errors=errors) from early
            except NotTakingPart as gone:
                if gone.erased:
                    raise Problem(410, "This participant was erased.") from gone
                raise Problem(404, "There is no such participant, or they take part no more.") from gone

        return answer
