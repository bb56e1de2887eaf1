"""What all tests share: a real nats-server and a real mongod, private to the run."""

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import nats
import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer
from shared.bus.provision import provision

settings.register_profile("quick", max_examples=100, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much is tried: enough to notice on every change, or all of it."""
    parser.addoption("--thorough", action="store_true", help="more examples, signups and kills")


def pytest_configure(config: pytest.Config) -> None:
    """How many examples a property is tried on, and what interrupts."""
    settings.load_profile("thorough" if config.getoption("thorough") else "quick")
    # Whoever runs tests in the background has SIGINT ignored, and so would the processes that tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether all of it is to be tried."""
    return bool(request.config.getoption("thorough"))


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """What shares servers runs in one place: the tests of a file, those of one product, those that kill servers."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = "/".join(file.split("/")[:2])
        # Those of abuse have a product of their own; those of erasure take longest.
        alone = folder not in ("tests/e2e", "tests/faults") or "abuse" in file or "erasure" in file
        return file if alone else folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Which tests go to which worker. xdist's own groups are lost on pytest 9.2."""
    return Together(config, log)


@pytest.fixture(scope="session")
def mongod(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mongod]:
    """One mongod for the whole run; tests keep apart by database name."""
    with Mongod(tmp_path_factory.mktemp("mongod")) as server:
        yield server


@pytest.fixture
def database_name() -> str:
    """A database no other test knows."""
    return f"test_{uuid4().hex[:12]}"


@pytest.fixture
def nats_server(tmp_path: Path) -> Iterator[NatsServer]:
    """A nats-server of the test's own, with the streams, consumers and users of the product."""
    with NatsServer(tmp_path / "nats") as server:
        asyncio.run(_provision(server.url))
        yield server


async def _provision(url: str) -> None:
    client = await nats.connect(url)
    try:
        await provision(client.jetstream())
    finally:
        await client.close()
