"""A process of recommendations is killed while it makes days again that another programme concerns."""

import os
import signal
from datetime import UTC, datetime

import pytest

from shared.bus.topology import RECOMMENDATIONS_CONFERENCES
from shared.contracts.vocabulary import Area, Goal
from tests.faults.recommendations.replicas import Meeting, Replicas, put_programme
from tests.integration.recommendations.registration_says import conference_published, registered, say, say_many
from tests.integration.recommendations.site import CHOICE, GRADING, PACING, WELCOME

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]


async def test_agendas_a_killed_process_was_rebuilding_are_rebuilt_by_another_once(replicas: Replicas) -> None:
    slug = "rebuilt-2026"
    sessions = [WELCOME, PACING, GRADING, CHOICE]
    pacers = [registered(slug) for _ in range(160)]
    graders = [registered(slug, goals=(Goal(statement="grading less", area=Area.ASSESSMENT),)) for _ in range(30)]
    first, second, *others = replicas.servers
    for server in others:
        server.kill()
    async with replicas.meet() as meeting:
        await say(meeting.jetstream, conference_published(slug))
        await meeting.answered(RECOMMENDATIONS_CONFERENCES)
        await put_programme(first, slug, sessions)
        await say_many(meeting.jetstream, [*pacers, *graders])
        await meeting.answered()
        await put_programme(first, slug, [WELCOME, {**PACING, "room": "Room C"}, GRADING, CHOICE])
        made = {"conference": slug, "revision": 2}
        await meeting.until(lambda: meeting.database["agendas"].find_one(made), "some are made again")
        # The other one stands still for a moment. It may have asked for one more batch before; the one after that is in
        # the hands of the one to be killed.
        assert first.pid
        os.kill(first.pid, signal.SIGSTOP)
        known = await in_hand(meeting)
        for _ in range(2):
            known |= await another_batch(meeting, known)
        second.kill()
        os.kill(first.pid, signal.SIGCONT)
        assert await meeting.database["agendas"].count_documents(made) < len(pacers)
        await meeting.none("rebuilds", {})

        agendas = {one["_id"]: one async for one in meeting.database["agendas"].find({"conference": slug})}
        assert {who: one["revision"] for who, one in agendas.items()} == {
            **{one.subject: 2 for one in pacers},
            **{one.subject: 1 for one in graders},
        }
        await meeting.every_day_is_told_of_once(slug, agendas)


async def in_hand(meeting: Meeting) -> set[str]:
    """The batches somebody has."""
    return set(await meeting.database["rebuilds"].distinct("taken_by", {"taken_until": {"$gt": datetime.now(UTC)}}))


async def another_batch(meeting: Meeting, known: set[str]) -> set[str]:
    """One that was not known, when it is taken."""
    found: set[str] = set()

    async def is_taken() -> bool:
        found.update(await in_hand(meeting) - known)
        return bool(found)

    await meeting.until(is_taken, "another batch is taken")
    return found
