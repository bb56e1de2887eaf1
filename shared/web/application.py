"""The frame of a service: an ASGI application whose parts may come up in any order, and that drains when told to."""

import asyncio
import contextlib
import functools
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline
from pymongo import IndexModel
from pymongo.errors import PyMongoError

from shared.bus.bus import Bus
from shared.bus.provision import Drift
from shared.mongo import Mongo
from shared.telemetry.traces import stop_traces
from shared.web.head import Head
from shared.web.language import Languages
from shared.web.observe import Observe
from shared.web.operations import operations
from shared.web.pages import STATIC
from shared.web.problems import install_problems
from shared.web.size_limit import SizeLimit

log = logging.getLogger(__name__)

VERSION = "1.0.0"
BODY_LIMIT = 64 * 1024
"""Bytes of a request body, unless a path says otherwise."""

Background = Callable[[], Awaitable[None]]


@dataclass
class Frame:
    """The parts of one service and what it runs besides answering requests."""

    service: str
    bus: Bus
    mongo: Mongo
    indexes: Mapping[str, Iterable[IndexModel]]
    background: list[Background] = field(default_factory=list)
    """Run for ever once everything is up, ended when the service stops."""
    closing: list[Background] = field(default_factory=list)
    leaving: list[Callable[[], None]] = field(default_factory=list)
    """Called when the process is told to end, before it waits for the requests at hand: those without an end."""
    larger_bodies: dict[str, int] = field(default_factory=dict)
    started: bool = False

    def application(self) -> FastAPI:
        """The application, without the service's own routes."""
        app = FastAPIOffline(
            title=f"Desire Path {self.service}", version=VERSION, redoc_url=None, lifespan=self._lifespan
        )
        app.state.failed = False
        app.state.leaving = self.leaving
        install_problems(app)
        checks = {"started": self._started, "bus": self._bus_is_there, "database": self._database_is_there}
        app.include_router(operations(self.bus, VERSION, checks))
        app.mount("/static", StaticFiles(directory=STATIC), name="static")
        app.add_middleware(SizeLimit, limit=BODY_LIMIT, larger=self.larger_bodies)
        app.add_middleware(Languages)
        app.add_middleware(Observe)
        app.add_middleware(Head)
        return app

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        running = asyncio.create_task(self._run(), name=f"{self.service}-run")
        running.add_done_callback(functools.partial(_exit_on_failure, app))
        yield
        await self.bus.stop()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        for close in self.closing:
            await close()
        self.mongo.close()
        stop_traces()
        log.info("stopped")

    async def _run(self) -> None:
        await self.bus.connect()
        await self.mongo.ready(self.indexes)
        await self.bus.start()
        self.started = True
        log.info("ready")
        async with asyncio.TaskGroup() as group:
            group.create_task(_endless(self.bus.watch))
            for work in self.background:
                group.create_task(_endless(work))

    async def _started(self) -> bool:
        return self.started

    async def _bus_is_there(self) -> bool:
        return self.bus.connected

    async def _database_is_there(self) -> bool:
        try:
            await self.mongo.ping()
        except PyMongoError:
            return False
        return True


async def _endless(work: Background) -> None:
    await work()


def _exit_on_failure(app: FastAPI, running: "asyncio.Task[None]") -> None:
    """A service that cannot do its work says why and ends, so that whoever watches it notices."""
    if running.cancelled() or (failure := running.exception()) is None:
        return
    causes = failure.exceptions if isinstance(failure, BaseExceptionGroup) else (failure,)
    for cause in causes:
        if isinstance(cause, Drift):
            log.critical("the bus is not as this version needs it: %s", cause)
        else:
            log.critical("ended by %s", type(cause).__name__, exc_info=cause)
    app.state.failed = True
    signal.raise_signal(signal.SIGTERM)
