"""The pages of registration: functions that take what is to be said and return HTML."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from services.registration.form import FIELDS, GOALS, INGREDIENTS, WHOLE_FORM
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Area
from shared.spoken import spoken_dates_in_full, spoken_zone_in_full
from shared.web.pages import environment

LENGTHS = (10, 15, 20, 30, 45, 60, 90)
"""Minutes, as the form offers them."""
ROLES = (
    "Teacher",
    "Special education teacher",
    "Paraprofessional",
    "Instructional coach",
    "Counselor",
    "Librarian",
    "Technology coordinator",
    "Curriculum director",
    "Principal",
    "Superintendent",
    "School board member",
    "Parent or guardian",
    "Student",
)

_AREAS = {area.value: area.value.replace("_", " ").capitalize() for area in Area}
_NOTHING: Mapping[str, Any] = MappingProxyType({})

_pages = environment(Path(__file__).parent)
_pages.filters["spoken_dates"] = lambda conference: spoken_dates_in_full(conference.starts_on, conference.ends_on)
_pages.filters["spoken_zone"] = lambda conference: spoken_zone_in_full(conference.zone, conference.starts_on)


def signup_form(
    conference: Conference,
    *,
    submission: str,
    answers: Mapping[str, str | list[str]] = _NOTHING,
    errors: Mapping[str, str] = _NOTHING,
    action: str = "/signups",
) -> str:
    """The conference and its form. `answers` and `errors` are by the field names of `form.py`.

    An error under `form.WHOLE_FORM` is said on top only.
    """
    more_goals = GOALS[1:]
    return _pages.get_template("signup.html").render(
        conference=conference,
        submission=submission,
        answers=answers,
        errors=errors,
        action=action,
        problems=[(_control(name), errors[name]) for name in (WHOLE_FORM, *FIELDS) if name in errors],
        goals=GOALS,
        more_goals_are_used=any(answers.get(f"goal_{n}") or f"goal_{n}" in errors for n in more_goals),
        areas=_AREAS,
        roles=ROLES,
        lengths=LENGTHS,
    )


def conferences(found: Sequence[Conference]) -> str:
    """The conferences that can be signed up for, to choose one; or that there is none."""
    return _pages.get_template("conferences.html").render(found=found)


def what_next(conference: Conference | None, progress: str, reason: str | None) -> str:
    """What happens after the form was sent. `progress`: received, processed or refused (then with the reason).

    It says nothing of who signed up, nor whether their address was known.
    """
    return _pages.get_template("what_next.html").render(conference=conference, progress=progress, reason=reason)


def problem_page(status: int, title: str, words: str) -> str:
    """An error as a page: what is wrong, and what to do next."""
    return _pages.get_template("problem.html").render(status=status, title=title, words=words)


def _control(name: str) -> str:
    """The id of the control that a link in the list of problems leads to; empty for none."""
    if name in INGREDIENTS:
        return f"{name}-1"
    return f"lengths-{LENGTHS[0]}" if name == "lengths" else name
