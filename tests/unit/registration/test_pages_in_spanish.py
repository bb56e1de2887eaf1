"""The pages of registration in Spanish: everything is said, and what people typed stays as they typed it."""

import re
from html.parser import HTMLParser

import pytest
from pydantic import ValidationError

from services.registration import pages
from services.registration.edge import SignupRequest
from services.registration.form import field_messages, read_form
from shared.languages import speaking

from .test_pages import CARRIED, CLOSED, CONFERENCE, EVERY_ERROR

TYPED = {
    *("Desire Path", "English", "Español", CONFERENCE.name, CONFERENCE.place),
    *(words for name, words in EVERY_ERROR.items()),
    *("a second goal", "A </textarea> of mine", "\nA </textarea> of mine"),
    *("10 min", "15 min", "20 min", "30 min", "45 min", "60 min", "90 min", "Error 404", "Error 503"),
}


class Said(HTMLParser):
    """What a page says, and in which language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: set[str] = set()
        self.languages: list[str | None] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.languages.append(dict(attrs).get("lang"))
        said = [value for name, value in attrs if name in ("aria-label", "title", "placeholder") and value]
        said += [value for name, value in attrs if name.startswith("data-") and value and " " in value]
        if tag == "option":
            said += [value for name, value in attrs if name == "value" and value and " " in value]
        self.words.update(said)

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if re.search(r"[^\W\d_]", text):
            self.words.add(text)


RENDER = {
    "form": lambda: pages.signup_form(CONFERENCE, submission="f3f7"),
    "form again": lambda: pages.signup_form(CONFERENCE, submission="f3f7", answers=CARRIED, errors=EVERY_ERROR),
    "closed": lambda: pages.signup_form(CLOSED, submission="f3f7"),
    "conferences": lambda: pages.conferences([CONFERENCE]),
    "no conference": lambda: pages.conferences([]),
    "received": lambda: pages.what_next(CONFERENCE, "received", None),
    "processed": lambda: pages.what_next(None, "processed", None),
    "refused": lambda: pages.what_next(None, "refused", "signups for this conference are closed"),
    "problem": lambda: pages.problem_page(503, "Título", "Palabras"),
}


@pytest.mark.parametrize("render", RENDER.values(), ids=RENDER)
def test_nothing_is_left_in_english(render):
    english = Said(render())
    with speaking("es"):
        spanish = Said(render())
    assert (english.languages, spanish.languages) == (["en"], ["es"])
    same = english.words & spanish.words - TYPED - {"Título", "Palabras"}
    assert {words for words in same if words not in TYPED} == set()


def test_mistakes_are_told_in_spanish():
    payload, _ = read_form([("email", "nobody"), ("name", "A" * 121), ("goal_1", ""), ("from_1", "9")])
    with pytest.raises(ValidationError) as invalid, speaking("es"):
        SignupRequest.model_validate(payload)
    with speaking("es"):
        assert field_messages(invalid.value.errors()) == {
            "name": "Es demasiado largo: que no pase de 120 caracteres.",
            "email": "Esto no parece un correo electrónico, como ana@example.org.",
            "goal_1": "Escribe al menos un objetivo.",
            "from_1": "Escribe una hora, como 09:00.",
            "to_1": "Escribe hasta qué hora, o borra las dos.",
        }


def test_the_form_changes_language_without_losing_what_was_typed():
    page = pages.signup_form(CONFERENCE, submission="f3f7", answers={"name": "Ana"})
    assert '<button class="switch" form="signup" formaction="/signups?lang=es" lang="es">Español</button>' in page
    # Enter in a field presses the first button of the form, which is not the one that changes the language.
    assert page.index('form="signup" tabindex="-1"') < page.index('formaction="/signups?lang=es"')


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({"language": "es", "zone": "America/Bogota"}, {"language": "es", "zone": "America/Bogota"}),
        ({"language": "tlh", "zone": "Mars/Olympus"}, {}),
        ({"language": "", "zone": ""}, {}),
        ({}, {}),
    ],
)
def test_what_a_browser_tells_never_stands_in_the_way(sent, taken):
    payload, answers = read_form(list(sent.items()))
    assert {name: payload[name] for name in ("language", "zone") if name in payload} == taken
    assert answers["zone"] == sent.get("zone", "")
