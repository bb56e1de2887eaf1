"""Why a session is in somebody's day, said again in the language that is spoken.

Events and documents keep the sentence in English, as it was when it was made. Its form tells what it says: every form
is a message of the catalogues, and reads its own values back.
"""

import re
from collections.abc import Callable, Mapping

from babel.lists import format_list

from shared.contracts.vocabulary import Language
from shared.languages import N_, _, current_language
from shared.spoken import plain

_FORMS = (
    N_(
        "For your goal “%(goal)s”: it speaks of %(words)s, "
        "and takes you from %(origin)s to %(target)s on %(ingredient)s."
    ),
    N_(
        "For your goal “%(goal)s”: it is about %(area)s, and takes you from %(origin)s to %(target)s on %(ingredient)s."
    ),
    N_(
        "For your goal “%(goal)s”: it comes close in meaning, is about %(area)s, "
        "and takes you from %(origin)s to %(target)s on %(ingredient)s."
    ),
    N_(
        "For your goal “%(goal)s”: it comes close in meaning, "
        "and takes you from %(origin)s to %(target)s on %(ingredient)s."
    ),
    N_("For your goal “%(goal)s”: it comes close in meaning, and is about %(area)s."),
    # Agendas of before say so without what the session has to do with the goal.
    N_("For your goal “%(goal)s”: it takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("For your goal “%(goal)s”: it is about %(area)s."),
    N_("For your goal “%(goal)s”: it comes close in meaning."),
    N_("For your goal “%(goal)s”: it speaks of %(words)s."),
    N_("Beside your goals: it takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("It answers none of your goals by name; it is %(minutes)s minutes on %(area)s to start from."),
    N_("It answers none of your goals by name; it is %(minutes)s minutes to start from."),
    N_("You have no goals yet; this one takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("You have no goals yet; this one is %(minutes)s minutes on %(area)s to start from."),
    N_("You have no goals yet; this one is %(minutes)s minutes to start from."),
    N_("You said that it must be in your day."),
    N_("You said that you might like it."),
    N_("You said to fall back on it where time is free."),
    # What is left where the goal, or that there is none, is told beside it.
    N_("It speaks of %(words)s, and takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("It is about %(area)s, and takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("It comes close in meaning, is about %(area)s, and takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("It comes close in meaning, and takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("It comes close in meaning, and is about %(area)s."),
    N_("It takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("It is about %(area)s."),
    N_("It comes close in meaning."),
    N_("It speaks of %(words)s."),
    N_("It is %(minutes)s minutes on %(area)s to start from."),
    N_("It is %(minutes)s minutes to start from."),
    N_("This one takes you from %(origin)s to %(target)s on %(ingredient)s."),
    N_("This one is %(minutes)s minutes on %(area)s to start from."),
    N_("This one is %(minutes)s minutes to start from."),
)
"""Of two that fit, the one that tells more comes first."""

_VALUES = {"goal": ".+", "words": ".+", "area": "[a-z ]+", "ingredient": "[a-z ]+"}
_NUMBER = r"\d+"
_PLACE = re.compile(r"%\\\((\w+)\\\)s")


def _reading(form: str) -> re.Pattern[str]:
    pattern = _PLACE.sub(lambda place: f"(?P<{place[1]}>{_VALUES.get(place[1], _NUMBER)})", re.escape(form))
    return re.compile(pattern)


_READINGS: Mapping[str, re.Pattern[str]] = {form: _reading(form) for form in _FORMS}


def _name(words: str) -> str:
    return plain(words.replace(" ", "_")).lower()


def _list(words: str) -> str:
    first, _and, last = words.rpartition(" and ")
    return format_list([*first.split(", "), last] if first else [last], locale=current_language())


_SAID: Mapping[str, Callable[[str], str]] = {"area": _name, "ingredient": _name, "words": _list}


def reworded(why: str) -> str:
    """The sentence in the language that is spoken; one of a form that is not known here stays as it is."""
    if current_language() == Language.ENGLISH:
        return why
    for form, reading in _READINGS.items():
        if found := reading.fullmatch(why):
            return _(form, **{name: _SAID.get(name, str)(value) for name, value in found.groupdict().items()})
    return why
