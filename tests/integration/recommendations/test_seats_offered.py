"""Seats that are offered to those who wait, while these do something else."""

import httpx
import pytest
from motor.motor_asyncio import AsyncIOMotorDatabase
from nats.js import JetStreamContext

from services.recommendations.days.remaking import Remaking
from services.recommendations.planner import Wanted
from tests.integration.recommendations.registration_says import cancelled, registered, say
from tests.integration.recommendations.site import finished, put
from tests.integration.recommendations.test_seats import becomes, programme


async def test_who_cancels_meanwhile_is_given_no_day_again(
    site: httpx.AsyncClient,
    jetstream: JetStreamContext,
    database: AsyncIOMotorDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await put(site, *programme(pacing=1, choice=None)[:-1])
    first, second, third = registered(), registered(), registered()
    for one in (first, second, third):
        await say(jetstream, one)
        await finished(jetstream)
    wanted, leaving = Remaking.wanted, [cancelled(second.subject)]

    async def and_then_they_cancel(self: Remaking, participant: str) -> Wanted | None:
        read = await wanted(self, participant)
        if participant == second.subject and leaving:
            await say(jetstream, leaving.pop())
            await finished(jetstream)
        return read

    monkeypatch.setattr(Remaking, "wanted", and_then_they_cancel)
    await say(jetstream, cancelled(first.subject))
    await becomes(site, {"pacing": (1, 1, 0)})

    assert leaving == []
    seats = [one["holders"] async for one in database["seats"].find()]
    assert seats == [[third.subject]]
    cancellations = {one["_id"] async for one in database["agendas"].find({"cancelled": True})}
    assert cancellations == {first.subject, second.subject}
