"""No template says a word that could not be translated."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, nodes

from deploy.messages import ROOT, places
from shared.templates import speak

FOR_OPERATORS = {"shared/web/templates/asyncapi.html", "services/notifications/pages/messages.html"}
"""Stay in English, as what they speak of."""
NO_WORDS = re.compile(
    r"Desire Path|https?://\S+"
    r'|[\w-]+="[^"]*">?'  # attributes that a macro gives
    r"|\?\S+=\S*"  # queries
)
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
TEMPLATES = sorted(
    str(file.relative_to(ROOT))
    for place in places()
    for file in place.rglob("*")
    if file.suffix in (".html", ".txt") and {"templates", "pages"} & set(file.parts)
)

_reader = Environment(trim_blocks=True, lstrip_blocks=True)
speak(_reader)


class Unmarked(HTMLParser):
    """The words of a page beside its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code = tag if tag in ("style", "script", "code") else ""
        self.words += [value for name, value in attrs if name in ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._code = ""

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.words.append(data)


def unmarked(source: str, *, html: bool) -> list[str]:
    """What a template says besides what it works out."""
    written = "".join(data.data for data in _reader.parse(source).find_all(nodes.TemplateData))
    if html:
        page = Unmarked()
        page.feed(written)
        words = page.words
    else:
        words = [written]
    return [" ".join(word.split()) for word in words if re.search(r"[^\W\d_]{2}", NO_WORDS.sub("", word))]


@pytest.mark.parametrize("template", [template for template in TEMPLATES if template not in FOR_OPERATORS])
def test_every_word_of_a_template_can_be_translated(template):
    assert unmarked((ROOT / template).read_text(), html=template.endswith(".html")) == []


def test_a_word_that_is_not_marked_is_found():
    assert unmarked('<p class="a">{{ _("Marked") }}</p><p aria-label="Named">Said</p>', html=True) == ["Named", "Said"]
    assert unmarked("{{ name }}, hello", html=False) == [", hello"]
