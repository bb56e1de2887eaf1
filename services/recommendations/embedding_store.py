"""What was read of sessions, kept so that it is read once: by any process, before and after a restart."""

from collections.abc import Sequence

import numpy as np
from bson import Binary
from numpy.typing import NDArray
from pymongo import UpdateOne

from services.recommendations.embedding_ports import Rows
from shared.mongo import Database


class MongoEmbeddings:
    """Points in MongoDB, by the encoder and the SHA-256 of the text: no text, and nothing of participants."""

    def __init__(self, database: Database) -> None:
        self._embeddings = database["embeddings"]

    async def load(self, encoder: str, keys: Sequence[bytes]) -> Rows:
        """Those that are there, by key."""
        ids = {_id(encoder, key): key for key in keys}
        found = self._embeddings.find({"_id": {"$in": list(ids)}})
        return {ids[each["_id"]]: np.frombuffer(each["point"], dtype="<f2") async for each in found}

    async def save(self, encoder: str, rows: Rows) -> None:
        """Write what is not there yet. Whoever was first wrote the same."""
        writes = [
            UpdateOne({"_id": _id(encoder, key)}, {"$setOnInsert": {"point": _binary(row)}}, upsert=True)
            for key, row in rows.items()
        ]
        if writes:
            await self._embeddings.bulk_write(writes, ordered=False)


def _id(encoder: str, key: bytes) -> str:
    return f"{encoder}/{key.hex()}"


def _binary(row: NDArray[np.float16]) -> Binary:
    return Binary(row.astype("<f2").tobytes())
