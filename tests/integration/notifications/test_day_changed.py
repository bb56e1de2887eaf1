"""Who is told by mail that the programme changed their day."""

from tests.integration.notifications.site import counts, finished, told
from tests.integration.notifications.test_mails_go_out import mails, settings
from tests.integration.recommendations.registration_says import say

__all__ = ["settings"]  # mails go to the good server


async def test_whose_day_the_programme_changed_is_told_once_and_nobody_else(client, ana, sink, jetstream):
    moved, own = ana.agenda_changed(room="Room C"), ana.agenda_changed()

    await say(jetstream, moved, own, moved)
    await finished(jetstream)
    await say(jetstream, moved, own)
    await finished(jetstream)

    (mail,) = mails(sink)
    assert mail["Subject"] == "Room changed: Pacing in practice is now in Room C"
    assert await counts(client) == {"day_changed sent": 1}
    assert [event["causationid"] for event in await told(jetstream)] == [moved.id]
