"""The pages of registration: functions that take what is to be said and return HTML."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel.lists import format_list

from services.registration.definitions.analysis import analyse
from services.registration.form import FIELDS, GOALS, INGREDIENTS, PARTS, WHOLE_FORM
from services.registration.guarding.guards import TRAP, Hidden
from services.registration.participants import consents
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Area, Ingredient
from shared.languages import N_, current_language
from shared.spoken import plain, spoken_dates_in_full, spoken_zone_in_full
from shared.web.pages import environment

LENGTHS = (10, 15, 20, 30, 45, 60, 90)
"""Minutes, as the form offers them."""
ROLES = (
    N_("Teacher"),
    N_("Special education teacher"),
    N_("Paraprofessional"),
    N_("Instructional coach"),
    N_("Counselor"),
    N_("Librarian"),
    N_("Technology coordinator"),
    N_("Curriculum director"),
    N_("Principal"),
    N_("Superintendent"),
    N_("School board member"),
    N_("Parent or guardian"),
    N_("Student"),
)

_REASONS = (
    N_("there is no such conference"),
    N_("signups for this conference are closed"),
    N_("Name the conference: there is not exactly one that is open."),
)
"""Why a signup is refused, as the rules and the edge say it."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NOTHING_HIDDEN = Hidden(stamp="")

templates = environment(Path(__file__).parent)
"""Those of this folder and the shared ones, with the words they have in common."""
templates.filters["spoken_dates"] = lambda conference: spoken_dates_in_full(conference.starts_on, conference.ends_on)
templates.filters["spoken_zone"] = lambda conference: spoken_zone_in_full(conference.zone, conference.starts_on)
templates.filters["plain"] = plain


def _listed(ingredients: Sequence[Ingredient]) -> str:
    """`student choice and technology`."""
    return format_list([plain(ingredient).lower() for ingredient in ingredients], locale=current_language())


templates.filters["listed"] = _listed
templates.filters["consent_words"] = lambda version: consents.words(version, current_language())
templates.filters["begun"] = lambda sentence: sentence[:1].upper() + sentence[1:]


def signup_form(
    conference: Conference,
    *,
    submission: str,
    answers: Mapping[str, str | list[str]] = _NOTHING,
    errors: Mapping[str, str] = _NOTHING,
    action: str = "/signups",
    hidden: Hidden = _NOTHING_HIDDEN,
    full: bool = False,
) -> str:
    """The conference and its form. `answers` and `errors` are by the field names of `form.py`.

    An error under `form.WHOLE_FORM` is said on top only. `full`: who signs up now waits for a place.
    """
    return templates.get_template("signup.html").render(
        conference=conference,
        submission=submission,
        action=action,
        hidden=hidden,
        trap=TRAP,
        full=full,
        **fields_of(answers, errors),
    )


def fields_of(answers: Mapping[str, str | list[str]], errors: Mapping[str, str]) -> dict[str, Any]:
    """What the fields of a form are drawn from: `you.html`, `wishes.html`."""
    more_goals = [f"goal_{n}{part}" for n in GOALS[1:] for part in ("", *(f"_{part}" for part in PARTS))]
    return {
        "answers": answers,
        "errors": errors,
        "problems": [(_control(name), errors[name]) for name in (WHOLE_FORM, *FIELDS) if name in errors],
        "goals": GOALS,
        "more_goals_are_used": any(answers.get(name) or name in errors for name in more_goals),
        "areas": {area.value: plain(area) for area in Area},
        "roles": ROLES,
        "lengths": LENGTHS,
    }


def conferences(found: Sequence[Conference]) -> str:
    """The conferences that can be signed up for, to choose one; or that there is none."""
    return templates.get_template("conferences.html").render(found=found)


def what_next(
    conference: Conference | None,
    progress: str,
    reason: str | None,
    *,
    full: bool = False,
    resend: str | None = None,
    resent: bool = False,
) -> str:
    """What happens after the form was sent. `progress`: received, processed or refused (then with the reason).

    It says nothing of who signed up, nor whether their address was known. `full`: a place is not certain. `resend`:
    where to ask for the mail once more; `resent`: that was done.
    """
    return templates.get_template("what_next.html").render(
        conference=conference, progress=progress, reason=reason, full=full, resend=resend, resent=resent
    )


def definition_shown(text: str) -> str:
    """A part of a page: somebody's definition, with what it speaks of marked."""
    shown: str = templates.get_template("definition.html").module.shown_back(text, analyse(text))  # type: ignore[attr-defined]
    return shown


def problem_page(status: int, title: str, words: str) -> str:
    """An error as a page: what is wrong, and what to do next."""
    return templates.get_template("problem.html").render(status=status, title=title, words=words)


def _control(name: str) -> str:
    """The id of the control that a link in the list of problems leads to; empty for none."""
    if name in INGREDIENTS or name.endswith(("_now", "_want")):
        return f"{name}-1"
    return f"lengths-{LENGTHS[0]}" if name == "lengths" else name
