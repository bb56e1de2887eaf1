"""Somebody with a day to move in."""

import pytest

from tests.integration.recommendations.days.going import SESSIONS, guids
from tests.integration.recommendations.registration_says import registered, say
from tests.integration.recommendations.site import finished, put


@pytest.fixture
async def somebody(site, jetstream) -> str:
    """A participant who goes to the lecture at ten, and to another session at one."""
    await put(site, *SESSIONS)
    event = registered()
    await say(jetstream, event)
    await finished(jetstream)
    assert await guids(site, event.subject) == ["lecture", "later"]
    return event.subject
