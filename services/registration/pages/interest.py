"""Saving the date by mail."""

from collections.abc import Mapping
from types import MappingProxyType

from services.registration.pages import templates
from shared.contracts.registration import Conference

_NOTHING: Mapping[str, str] = MappingProxyType({})


def form(
    conference: Conference,
    answers: Mapping[str, str | list[str]] = _NOTHING,
    errors: Mapping[str, str] = _NOTHING,
) -> str:
    """An address, and the word that it may be written to."""
    problems = [(name, errors[name]) for name in ("name", "email", "updates") if name in errors]
    return templates.get_template("interest.html").render(
        conference=conference, answers=answers, errors=errors, problems=problems, asked=False
    )


def asked(conference: Conference) -> str:
    """What happens next; the same for every address."""
    return templates.get_template("interest.html").render(conference=conference, asked=True, problems=[])
