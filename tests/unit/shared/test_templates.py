"""Templates that speak the language of each reader."""

import pytest
from jinja2 import DictLoader, Environment

from shared import spoken
from shared.languages import speaking
from shared.templates import speak

TEMPLATES = {
    "a constant": "{{ 'technology'|plain }}",
    "a constant that is kept": "{% set name = 'technology'|plain %}{{ name }}",
    "a message": "{{ _('Technology') }}",
    "a message with a value": "{{ _('Error %(status)s', status='<b>') }}",
    "a block": "{% trans %}Technology{% endtrans %}",
    "a count": "{% trans count=number %}{{ count }} session{% pluralize %}{{ count }} sessions{% endtrans %}",
    "imported": "{% set name = N_('Technology') %}{% macro said() %}{{ _(name) }}{% endmacro %}",
    "importing": "{% import 'imported' as words %}{{ words.said() }}",
    "chosen elsewhere": "{{ word|translated }}",
}


@pytest.mark.parametrize(
    ("template", "english", "spanish"),
    [
        ("a constant", "Technology", "Tecnología"),
        ("a constant that is kept", "Technology", "Tecnología"),
        ("a message", "Technology", "Tecnología"),
        ("a message with a value", "Error &lt;b&gt;", "Error &lt;b&gt;"),
        ("a block", "Technology", "Tecnología"),
        ("a count", "2 sessions", "2 sessions"),
        ("importing", "Technology", "Tecnología"),
        ("chosen elsewhere", "Technology", "Tecnología"),
    ],
)
def test_one_template_speaks_to_each_reader_in_their_language(template, english, spanish):
    templates = Environment(loader=DictLoader(TEMPLATES), autoescape=True)
    speak(templates)
    templates.filters["plain"] = spoken.plain
    for language, expected in (("en", english), ("es", spanish), ("en", english)):
        with speaking(language):
            assert templates.get_template(template).render(number=2, word="Technology") == expected
