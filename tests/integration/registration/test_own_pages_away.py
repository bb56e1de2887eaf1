"""The database away: the pages of mails say so as pages, change nothing, and the form is shown all the same."""

import asyncio

import pytest

from services.registration.domain import participant_id
from shared.tokens import Act
from tests.integration.registration.people_say import Mailbox, Seen, manage, sign_up
from tests.integration.registration.site import publish, ready, serving


@pytest.fixture
def harmed(mongod):
    """The mongod of all tests, which runs again afterwards."""
    yield mongod
    if not mongod.running:
        mongod.start()


async def test_the_database_is_away(settings, harmed, jetstream):
    async with serving(settings) as site:
        await publish(site, double_opt_in=True)
        signup = await sign_up(site, jetstream)
        person = participant_id(signup)
        confirm = await Mailbox(jetstream).newest(Act.CONFIRM_SIGNUP, person)
        harmed.kill()

        form, *answers = await asyncio.gather(
            site.get("/conferences/personalized-learning-2026"),
            site.get(confirm),
            site.post(confirm),
            site.get(manage(person)),
            site.post(f"{manage(person)}/cancel"),
            site.post(f"/signups/{signup}/resend"),
        )

        assert form.status_code == 200
        assert "waiting list" not in Seen(form).text
        for answer in answers:
            assert answer.status_code == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.headers["cache-control"] == "private, no-store"
            assert "Nothing was changed. Try again in a minute." in Seen(answer).text

        await asyncio.to_thread(harmed.start)
        await ready(site)
        assert (await site.post(confirm)).status_code == 303
