"""A mongod of our own: a replica set of one, without passwords, on the loopback interface."""

from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local import binaries
from deploy.local.children import Child
from deploy.local.part import Part
from deploy.local.ports import LOOPBACK, accepts_connections, free_port

REPLICA_SET = "rs0"
NOT_YET_INITIALIZED = 94  # MongoDB's error code


class Mongod(Part):
    """Keeps its data in `directory`. The port is chosen once, so `start()` after `kill()` is the same server
    to its clients. Data from a run on another port is taken over.

    >>> with Mongod(tmp_path / "mongo") as mongod:
    ...     MongoClient(mongod.url)
    """

    # Recovery after a kill reads the journal. And a mongod that moved asks its old port first whether that is
    # itself: something there that accepts and never answers costs 30 s.
    ready_within = 60

    def __init__(self, directory: Path, *, port: int | None = None, log: Path | None = None) -> None:
        self.port = port or free_port()
        directory.mkdir(parents=True, exist_ok=True)
        command: list[str | Path] = [
            binaries.mongod(),
            *("--dbpath", directory.resolve(), "--port", str(self.port), "--bind_ip", LOOPBACK),
            *("--replSet", REPLICA_SET, "--oplogSize", "256", "--wiredTigerCacheSizeGB", "0.25"),
            # A signalled stop otherwise waits 15 s for somebody to take over as primary.
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
            # What a killed process had begun is in the way of others until then; 60 s otherwise.
            *("--setParameter", "transactionLifetimeLimitSeconds=5"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            # A slow operation would be logged with what it looks for and writes: names and addresses.
            *("--slowOpSampleRate", "0"),
            *("--nounixsocket", "--quiet"),
        ]
        super().__init__("mongod", Child(command, log or directory / "mongod.log"))

    @property
    def url(self) -> str:
        """Without a database name."""
        return f"mongodb://{LOOPBACK}:{self.port}/?replicaSet={REPLICA_SET}"

    def ready(self) -> bool:
        """Our own process is the primary. Sees to it that the replica set is this member at this port."""
        if not accepts_connections(self.port):
            return False
        try:
            with MongoClient[dict[str, Any]](
                LOOPBACK,
                self.port,
                directConnection=True,
                serverSelectionTimeoutMS=1_000,
                connectTimeoutMS=1_000,
                socketTimeoutMS=2_000,
            ) as client:
                if client.admin.command("serverStatus")["pid"] != self.pid:
                    return False
                self._claim_replica_set(client)
                return bool(client.admin.command("hello").get("isWritablePrimary"))
        except PyMongoError:
            return False

    def _claim_replica_set(self, client: MongoClient[dict[str, Any]]) -> None:
        member = {"_id": 0, "host": f"{LOOPBACK}:{self.port}"}
        try:
            current = client.admin.command("replSetGetConfig")["config"]
        except OperationFailure as failure:
            if failure.code != NOT_YET_INITIALIZED:
                raise
            client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": [member]})
            return
        if [known["host"] for known in current["members"]] != [member["host"]]:
            moved = current | {"members": [member], "version": current["version"] + 1}
            client.admin.command("replSetReconfig", moved, force=True)
