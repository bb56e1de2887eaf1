"""The forms on the page of an agenda, as a browser without script sends them."""

import re

import pytest

from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import cancelled, registered, say
from tests.integration.recommendations.site import ORGANISER, SECRET, SESSIONS, agenda_of, finished, put


@pytest.fixture
async def somebody(site, jetstream) -> str:
    """A participant with an agenda: pacing at ten, and choice at one."""
    await put(site, *SESSIONS)
    event = registered()
    await say(jetstream, event)
    await finished(jetstream)
    return event.subject


def link(participant: str) -> str:
    return f"/agenda/{Links([SECRET]).sign(Purpose.AGENDA, participant)}"


async def guids(site, participant: str) -> list[str]:
    return [item["guid"] for item in (await agenda_of(site, participant))["items"]]


def filled_in(html: str) -> dict[str, str]:
    """The form of preferences as a browser would send it untouched."""
    form = html.split('/preferences">')[1].split("</form>", maxsplit=1)[0]
    sent = dict(re.findall(r'<input type="(?:range|time)"[^>]* name="(\w+)"[^>]* value="([^"]*)"', form))
    for name, options in re.findall(r'<select [^>]*name="(\w+)">(.*?)</select>', form, flags=re.DOTALL):
        chosen = re.search(r'value="(\w*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent | dict.fromkeys(re.findall(r'type="checkbox" name="(\w+)" checked', form), "on")


async def test_sliders_pace_and_hours_are_set_and_shown(site, somebody):
    page = link(somebody)
    untouched = filled_in((await site.get(page)).text)
    assert untouched == {
        **dict.fromkeys(["goals", "areas", "steps", "lengths"], "2"),
        **dict.fromkeys(["earliest", "latest", "longest_stretch", "most_minutes"], ""),
        "pause": "15",
    }

    changed = untouched | {"steps": "4", "latest": "12:00", "most_minutes": "120", "each_goal": "on"}
    answer = await site.post(f"{page}/preferences", data=changed)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?saved=preferences#tuning")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert await guids(site, somebody) == ["pacing"]
    after = (await site.get(f"{page}?saved=preferences")).text
    assert "Saved. Your day is made anew with it." in after
    assert filled_in(after) == changed

    await site.post(f"{page}/preferences", data=untouched)
    assert await guids(site, somebody) == ["pacing", "choice"]


async def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(site, somebody):
    page = link(somebody)
    typed = filled_in((await site.get(page)).text) | {"earliest": "15:00", "latest": "09:00", "goals": "4"}

    answer = await site.post(f"{page}/preferences", data=typed)

    assert answer.status_code == 422
    assert "This must be later than the time you come." in answer.text
    assert filled_in(answer.text) == typed
    assert (await site.get(f"{page}/preferences")).headers["Location"] == page
    assert await guids(site, somebody) == ["pacing", "choice"]


async def test_a_pin_is_one_touch_and_another_takes_it_out(site, somebody):
    page = link(somebody)

    answer = await site.post(f"{page}/pins", data={"session": "pacing", "pin": "not"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?saved=pin#session-pacing")
    html = (await site.get(page)).text
    assert "Not in your day" in html
    assert 'value="" aria-pressed="true">Not for me' in html
    assert await guids(site, somebody) == ["choice"]

    await site.post(f"{page}/pins", data={"session": "pacing", "pin": ""})
    assert await guids(site, somebody) == ["pacing", "choice"]
    for nonsense in ({"session": "nowhere", "pin": "not"}, {"session": "pacing", "pin": "never"}, {}):
        answer = await site.post(f"{page}/pins", data=nonsense)
        assert (answer.status_code, answer.headers["Location"].split("?")[0].split("#")[0]) == (303, page)
    assert await guids(site, somebody) == ["pacing", "choice"]


async def test_all_sessions_can_be_spoken_of(site, somebody):
    page = link(somebody)

    html = (await site.get(f"{page}/sessions")).text

    assert [title in html for title in ("Welcome", "Grading less", "A menu for Mondays")] == [True] * 3
    assert html.count("In your day") == 2
    answer = await site.post(f"{page}/pins", data={"session": "pacing", "pin": "not", "back": "sessions"})
    assert answer.headers["Location"] == f"{page}/sessions?saved=pin#session-pacing"


async def test_forms_of_those_who_are_gone_and_links_that_open_nothing(site, jetstream, somebody):
    page = link(somebody)
    assert (await site.post("/agenda/nothing/pins", data={"session": "pacing", "pin": "not"})).status_code == 404
    await say(jetstream, cancelled(somebody))
    await finished(jetstream)
    for form in ("pins", "preferences"):
        answer = await site.post(f"{page}/{form}", data={"session": "pacing", "pin": "not"})
        assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert (await site.get(f"{page}/sessions")).headers["Location"] == page
    await site.delete(f"/v1/agendas/{somebody}/links", headers=ORGANISER)
    assert (await site.post(f"{page}/pins", data={"session": "pacing", "pin": "not"})).status_code == 410
