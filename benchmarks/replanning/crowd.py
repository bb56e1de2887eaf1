"""Ten thousand people with an agenda: some sign up as people do, the rest are copies of what that left behind."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from motor.motor_asyncio import AsyncIOMotorClient

from benchmarks.journey.steady import send

ORIGINALS = 200
PATIENCE = 60.0
"""Seconds until all of those have an agenda."""
# Whatever a person is known by: database and collection.
KNOWN_BY = (("recommendations", "profiles"), ("recommendations", "agendas"), ("notifications", "contacts"))
Documents = dict[str, Any]


class NoCrowd(Exception):
    """Those who signed up got no agenda."""


async def gather(
    mongo: AsyncIOMotorClient[Documents], port: int, conference: str, people: int, told: Callable[[int], None]
) -> None:
    """Have them all there. `told`: hears how many are."""
    await send(port, conference, ORIGINALS, 100, told)
    agendas = mongo["recommendations"]["agendas"]
    deadline = time.monotonic() + PATIENCE
    while (there := await agendas.count_documents({})) < ORIGINALS:
        if time.monotonic() > deadline:
            raise NoCrowd(f"{there} of {ORIGINALS} people have an agenda")
        await asyncio.sleep(0.2)
    originals = [document["_id"] async for document in agendas.find({}, {"_id": True})]
    for number in range(ORIGINALS, people, ORIGINALS):
        copies = {original: str(uuid4()) for original in originals[: people - number]}
        for database, collection in KNOWN_BY:
            await _copy(mongo[database][collection], copies)
        told(number + len(copies))


async def _copy(collection: Any, copies: Mapping[str, str]) -> None:
    found = await collection.find({"_id": {"$in": list(copies)}}).to_list(None)
    await collection.insert_many([_as(document, copies[document["_id"]]) for document in found], ordered=False)


def _as(document: Documents, other: str) -> Documents:
    """The same of somebody else. Events are kept as bytes, and name their subject."""
    was = document["_id"]
    copy = {name: _renamed(value, was, other) for name, value in document.items()}
    return {**copy, "_id": other, **({"email": f"copy-{other}@example.org"} if "email" in document else {})}


def _renamed(value: Any, was: str, other: str) -> Any:
    if isinstance(value, bytes):
        return bytes(value).replace(was.encode(), other.encode())
    if isinstance(value, str):
        return value.replace(was, other)
    if isinstance(value, list):
        return [_renamed(each, was, other) for each in value]
    if isinstance(value, dict):
        return {name: _renamed(each, was, other) for name, each in value.items()}
    return value
