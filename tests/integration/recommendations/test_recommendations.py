"""How an agenda was made: kept beside it, made again, explained, and gone with the person."""

from shared.contracts.vocabulary import Window
from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import SLUG, erased, registered, say
from tests.integration.recommendations.site import (
    GRADING,
    INTEGRATOR,
    PACING,
    SECRET,
    SESSIONS,
    agenda_of,
    finished,
    put,
)
from tests.integration.waiting import until

EVENING = (Window.model_validate({"from": "20:00", "to": "21:00"}),)


async def recommendation_of(site, participant):
    return f"/v1/recommendations/{(await agenda_of(site, participant))['recommendation']}"


async def test_an_agenda_is_made_again_as_it_was(site, jetstream):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    first = await recommendation_of(site, somebody.subject)

    answer = (await site.get(first, headers=INTEGRATOR)).json()
    assert (answer["participant"], answer["conference"], answer["identical"]) == (somebody.subject, SLUG, True)
    assert [item["guid"] for item in answer["items"]] == ["pacing", "choice"]
    assert answer["question"]["wishes"]["goals"][0]["statement"] == somebody.data.goals[0].statement
    assert (answer["revision"], answer["programme_version"], answer["for_anybody"]) == (1, 1, False)
    assert answer["items_now"] is None

    # What the programme has become since does not matter.
    await put(site, GRADING, {**PACING, "title": "Something else"})

    async def made_anew():
        return await recommendation_of(site, somebody.subject) != first

    await until(made_anew)
    later = (await site.get(first, headers=INTEGRATOR)).json()
    assert later == answer


async def test_why_a_session_is_in_it(site, jetstream):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    recommendation = await recommendation_of(site, somebody.subject)

    answer = (await site.get(f"{recommendation}/sessions/pacing", headers=INTEGRATOR)).json()
    assert (answer["item"]["guid"], answer["item"]["goal"]) == ("pacing", 0)
    assert answer["goal"] == somebody.data.goals[0].statement
    assert answer["step"] == ["individual_pacing", 1, 2]
    assert answer["drops_out"]["margin"] == answer["item"]["value"]
    assert (await site.get(f"{recommendation}/sessions/grading", headers=INTEGRATOR)).status_code == 404


async def test_the_list_of_what_is_worth_most(site, jetstream):
    await put(site, *SESSIONS)
    somebody, nobody = registered(), registered(goals=())
    await say(jetstream, somebody, nobody)
    await finished(jetstream)
    recommendation = await recommendation_of(site, somebody.subject)

    answer = (await site.get(f"{recommendation}/sessions", headers=INTEGRATOR)).json()
    first = answer["sessions"][0]
    assert (answer["for_anybody"], first["item"]["guid"], first["in_agenda"]) == (False, "pacing", True)
    assert (first["item"]["goal"], first["step"], first["kept_out"]) == (0, ["individual_pacing", 1, 2], None)
    one = (await site.get(f"{recommendation}/sessions?limit=1", headers=INTEGRATOR)).json()["sessions"]
    assert [each["item"] for each in one] == [first["item"]]
    assert one[0]["less"] > 0
    refused = await site.get(f"{recommendation}/sessions?limit=0", headers=INTEGRATOR)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "limit")
    to_start_from = await site.get(f"{await recommendation_of(site, nobody.subject)}/sessions", headers=INTEGRATOR)
    assert to_start_from.json()["for_anybody"]


async def test_the_list_of_who_is_there_when_nothing_serves_their_goals(site, jetstream):
    await put(site, *SESSIONS)
    late = registered(available=EVENING)
    await say(jetstream, late)
    await finished(jetstream)
    answer = (await site.get(f"{await recommendation_of(site, late.subject)}/sessions", headers=INTEGRATOR)).json()
    first = answer["sessions"][0]
    assert (answer["for_anybody"], answer["agenda_for_anybody"]) == (False, True)
    assert (first["item"]["guid"], first["item"]["goal"], first["kept_out"]["obstacle"]) == ("pacing", 0, "hours")

    page = f"/agenda/{Links([SECRET]).sign(Purpose.AGENDA, late.subject)}/recommended"
    assert "Sessions for your goals" in (text := (await site.get(page)).text)
    assert "None of it could be had in your hours" in text
    assert "No session speaks of your goals" not in text
    spanish = (await site.get(page, headers={"Accept-Language": "es"})).text
    assert "Nada de eso cabía en tu horario" in spanish


async def test_the_list_as_a_page(site, jetstream):
    await put(site, *SESSIONS)
    somebody, nobody = registered(), registered(goals=())
    await say(jetstream, somebody, nobody)
    await finished(jetstream)
    day, other = (f"/agenda/{Links([SECRET]).sign(Purpose.AGENDA, one.subject)}" for one in (somebody, nobody))
    assert f'href="{day}/recommended"' in (await site.get(day)).text

    page = (await site.get(f"{day}/recommended")).text
    assert "Sessions for your goals" in page
    assert f'href="{day}/why/pacing"' in page
    saved = await site.post(f"{day}/pins", data={"session": "pacing", "pin": "maybe", "back": "recommended"})
    assert saved.headers["location"] == f"{day}/recommended?saved=pin#session-pacing"
    assert "You have no goals yet" in (await site.get(f"{other}/recommended")).text
    spanish = await site.get(f"{other}/recommended", headers={"Accept-Language": "es"})
    assert "Sesiones para empezar" in spanish.text


async def test_only_those_it_concerns_see_it(site, jetstream):
    await put(site, *SESSIONS)
    somebody, other = registered(), registered()
    await say(jetstream, somebody)
    await say(jetstream, other)
    await finished(jetstream)
    recommendation = await recommendation_of(site, somebody.subject)

    def with_link_of(participant):
        return {"Authorization": f"Bearer {Links([SECRET]).sign(Purpose.AGENDA, participant)}"}

    assert (await site.get(recommendation)).status_code == 401
    assert (await site.get(recommendation, headers=with_link_of(somebody.subject))).status_code == 200
    assert (await site.get(recommendation, headers=with_link_of(other.subject))).status_code == 404


async def test_the_page_says_it_to_people(site, jetstream):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    day = f"/agenda/{Links([SECRET]).sign(Purpose.AGENDA, somebody.subject)}"
    assert f'href="{day}/why/pacing"' in (await site.get(day)).text

    page = await site.get(f"{day}/why/pacing")
    assert page.status_code == 200
    assert "What would have to change for it to drop out" in page.text
    assert "One step further on Individual pacing, from 1 to 2." in page.text
    assert "¿Por qué" in (await site.get(f"{day}/why/pacing", headers={"Accept-Language": "es"})).text
    assert (await site.get(f"{day}/why/grading")).headers["location"] == day


async def test_it_is_gone_with_the_person(site, jetstream, database):
    await put(site, *SESSIONS)
    somebody = registered()
    await say(jetstream, somebody)
    await finished(jetstream)
    recommendation = await recommendation_of(site, somebody.subject)

    await say(jetstream, erased(somebody.subject, version=2))
    await finished(jetstream)
    assert (await site.get(recommendation, headers=INTEGRATOR)).status_code == 404
    for name in await database.list_collection_names():
        assert somebody.data.goals[0].statement not in str(await database[name].find().to_list(None)), name
