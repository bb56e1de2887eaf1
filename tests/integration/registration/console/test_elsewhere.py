"""From the console to the pages of other services."""

from shared.links import Links, Purpose
from tests.integration.registration.console.browser import HERE, organiser
from tests.integration.registration.site import SECRET, SLUG


async def test_signed_links_lead_to_the_organisers_pages_of_recommendations(site):
    pages = ("demand", "seats", "attendance", "growth", "ranking")
    stranger = await site.get(f"{HERE}/demand", headers={"Accept": "application/json"})
    async with organiser(site):
        answers = [await site.get(f"{HERE}/{page}") for page in pages]
        nowhere = await site.get("/console/conferences/another-one/demand")

    assert (stranger.status_code, nowhere.status_code) == (401, 404)
    for page, answer in zip(pages, answers, strict=True):
        path, token = answer.headers["location"].rsplit("/", 1)
        assert (answer.status_code, path.rsplit("/", 1)[1]) == (303, page)
        assert Links([SECRET]).open(Purpose.ORGANISER, token).participant == SLUG
