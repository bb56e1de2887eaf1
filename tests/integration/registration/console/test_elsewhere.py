"""From the console to the pages of other services."""

from shared.links import Links, Purpose
from tests.integration.registration.console.browser import HERE, organiser
from tests.integration.registration.site import SECRET, SLUG


async def test_a_signed_link_leads_to_what_everybody_wants(site):
    stranger = await site.get(f"{HERE}/demand", headers={"Accept": "application/json"})
    async with organiser(site):
        answer = await site.get(f"{HERE}/demand")
        nowhere = await site.get("/console/conferences/another-one/demand")

    assert (stranger.status_code, answer.status_code, nowhere.status_code) == (401, 303, 404)
    path, token = answer.headers["location"].rsplit("/", 1)
    assert path.endswith("/demand")
    assert Links([SECRET]).open(Purpose.DEMAND, token).participant == SLUG
