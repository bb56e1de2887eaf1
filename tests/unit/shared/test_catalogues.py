"""Everything that is said to people is said in every language, with the same values in it."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from deploy.messages import LANGUAGES, catalogue_of, own, places
from shared.catalogues import read_catalogue

VALUES = re.compile(r"%\(\w+\)s|\{\w+\}|%%|<[^>]+>")
BEYOND_A_TEXT = re.compile(r'["<>&]')

every_catalogue = pytest.mark.parametrize(
    ("place", "language"),
    [(place, language) for place in places() for language in LANGUAGES],
    ids=lambda one: one.name if isinstance(one, Path) else one,
)


def forms(words: object) -> list[str]:
    return [str(form) for form in words] if isinstance(words, tuple | list) else [str(words)]


def messages(place: Path, language: str) -> list[Message]:
    return [message for message in read_catalogue(catalogue_of(place, language), language) if message.id]


@every_catalogue
def test_what_is_said_is_what_is_translated(place, language):
    said = {(message.context, str(message.id)) for message in own(place) if message.id}
    translated = {(message.context, str(message.id)) for message in messages(place, language)}
    assert said - translated == set(), "run `make messages` and translate what is new"
    assert translated - said == set(), "run `make messages`: nobody says this any more"


@every_catalogue
def test_every_translation_is_there_and_meant(place, language):
    assert [message.id for message in messages(place, language) if not all(forms(message.string))] == []
    assert [message.id for message in messages(place, language) if message.fuzzy] == []


@every_catalogue
def test_translations_hold_the_same_values(place, language):
    for message in messages(place, language):
        wanted = [set(VALUES.findall(form)) for form in forms(message.id)]
        found = [set(VALUES.findall(form)) for form in forms(message.string)]
        assert found[-1] == wanted[-1], message.id
        assert found[0] in (wanted[0], wanted[-1]), message.id  # `one session` may be `1 session`
        for form in forms(message.string):
            # A translation goes into attributes and pages as it is.
            assert BEYOND_A_TEXT.findall(form) == BEYOND_A_TEXT.findall(forms(message.id)[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_message_has_one_translation_wherever_it_is_said(language):
    said = defaultdict(set)
    for place in places():
        for message in messages(place, language):
            said[message.context, message.id].add(str(message.string))
    assert {message: words for message, words in said.items() if len(words) > 1} == {}
