"""Somebody takes what is held of them with them: registration's part, and the way to the others."""

from datetime import datetime, timedelta

import pytest
from bson import encode

from services.registration.domain import participant_id
from shared.links import EXPORT_LASTS, Links, Purpose
from tests.integration.registration.people_say import LINKS, Seen, manage, sign_up

AGENDAS, MAILS = "http://agendas.example.org", "http://mails.example.org"


@pytest.fixture
def settings(settings):
    """With the other services elsewhere."""
    return settings.model_copy(update={"recommendations_url": f"{AGENDAS}/", "notifications_url": MAILS})


@pytest.fixture
async def ana(site, jetstream):
    """Ana Ruiz, whose address somebody used once more to say something else."""
    signup = await sign_up(site, jetstream)
    await sign_up(site, jetstream, school="Quarry Street")
    await sign_up(site, jetstream, name="Beatriz Soto", email="bea@example.org")
    return participant_id(signup)


def opened(address):
    """Whose file is behind an address on another service."""
    return LINKS.open(Purpose.EXPORT, address.split("/")[-2], lasts=EXPORT_LASTS).participant


async def test_the_page_offers_three_files_and_says_what_is_in_them(site, ana):
    answer = await site.get(f"{manage(ana)}/export")

    page = Seen(answer)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
    for words in ("Your signup", "Your day", "Mails to you", "what you agreed to and when", "work for 60 minutes"):
        assert words in page.text
    [own] = [link for link in page.links if link.endswith("/export.json")]
    [agenda] = [link for link in page.links if link.startswith(f"{AGENDAS}/export/")]
    [mails] = [link for link in page.links if link.startswith(f"{MAILS}/export/")]
    assert (await site.get(own)).json()["participant"] == ana
    assert (agenda.rpartition("/")[2], mails.rpartition("/")[2]) == ("agenda.json", "mails.json")
    assert opened(agenda) == opened(mails) == ana
    spanish = Seen(await site.get(f"{manage(ana)}/export", headers={"Accept-Language": "es"}))
    assert "Lo que guardamos de ti" in spanish.text
    assert [link for link in Seen(await site.get(manage(ana))).links if link.endswith("/export")]


async def test_the_file_holds_all_there_is_of_them_and_nothing_else(site, ana, database):
    names = await database.list_collection_names()
    where = {name for name in names async for one in database[name].find() if ana.encode() in encode(one)}
    # Whoever adds a collection that holds people adds it here, and to what is handed out.
    assert where == {"participants", "repeats"}

    answer = await site.get(f"{manage(ana)}/export.json")

    told = answer.json()
    assert answer.headers["content-disposition"] == 'attachment; filename="personalized-learning-2026-signup.json"'
    assert (told["participant"], told["email"], told["state"]) == (ana, "ana@example.org", "confirmed")
    assert [one["school"] for one in (told["signup"], *told["held_signups"])] == [
        "Riverside Middle School",
        "Quarry Street",
    ]
    assert [one["type"] for one in told["history"]] == ["contact.changed.v1", "participant.registered.v1"]
    others = told["other_parts"]
    assert set(others) == {"recommendations", "notifications"}
    assert opened(others["recommendations"]["address"]) == opened(others["notifications"]["address"]) == ana
    until = datetime.fromisoformat(others["notifications"]["until"])
    assert timedelta(minutes=58) < until - datetime.now(until.tzinfo) <= timedelta(hours=1)
    document = await database["participants"].find_one({"_id": ana})
    for secret in ("bea@example.org", "Beatriz", "hash", document["fingerprint"]):
        assert secret not in answer.text


async def test_once_erased_and_for_other_links_there_are_the_pages_of_that(site, ana):
    for link in (Links(["another secret of sixteen"]).sign(Purpose.MANAGE, ana), LINKS.sign(Purpose.EXPORT, ana)):
        for what in ("export", "export.json"):
            assert (await site.get(f"/manage/{link}/{what}")).status_code == 404

    await site.post(f"{manage(ana)}/erase")

    for what in ("export", "export.json"):
        answer = await site.get(f"{manage(ana)}/{what}")
        assert answer.status_code == 410
        assert "Your data are deleted" in Seen(answer).text
        assert [link for link in Seen(answer).links if link.startswith("/receipts/")]
