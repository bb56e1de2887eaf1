"""A nats-server and a mongod of the benchmark's own, with nothing of another round in them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.mongod import Mongod
from deploy.local.nats_server import NatsServer


@dataclass(frozen=True, slots=True)
class Servers:
    """What contestants talk to."""

    nats: NatsServer
    mongod: Mongod
    directory: Path


@contextmanager
def servers() -> Iterator[Servers]:
    """Both, started and empty; stopped and forgotten afterwards."""
    with tempfile.TemporaryDirectory(prefix="desirepath-bench-", ignore_cleanup_errors=True) as folder:
        directory = Path(folder)
        with NatsServer(directory / "nats") as nats, Mongod(directory / "mongo") as mongod:
            yield Servers(nats, mongod, directory)
