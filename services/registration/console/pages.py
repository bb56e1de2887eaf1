"""The pages of the console: functions that take what is to be said and return HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal
from fastapi.responses import HTMLResponse

from services.registration.console import charts, words
from services.registration.console.directory import PAGE, Entry, Found, Queue
from services.registration.console.figures import Figures
from services.registration.console.settings_form import Problems, Typed
from services.registration.definitions.analysis import analyse
from services.registration.participants.life import State, holds_place
from services.registration.participants.person import Person
from services.registration.ports import Places
from services.registration.transfer.importing import Plan, Progress
from shared import spoken
from shared.charts import segments, share
from shared.contracts.registration import Conference
from shared.contracts.vocabulary import Ingredient
from shared.languages import current_language
from shared.web.pages import environment

LINE_HEIGHT, BAR_HEIGHT = 144, 80

_pages = environment(Path(__file__).parent / "templates")
_pages.filters |= {
    "plain": spoken.plain,
    "state": words.state,
    "happened": words.happened,
    "purpose": words.purpose,
    "moment": words.moment,
    "bar": words.bar,
    "tick": words.tick,
    "share": share,
    "number": lambda number: format_decimal(number, locale=current_language()),
    "spoken_dates": lambda conference: spoken.spoken_dates_in_full(conference.starts_on, conference.ends_on),
    "spoken_zone": spoken.spoken_zone,
    "hours": lambda window: spoken.hours(window.start, window.end),
    "length_of": spoken.length,
    "language": spoken.language,
}
_pages.globals |= {"STATES": words.STATES, "State": State, "Ingredient": Ingredient}


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a conference has around it."""

    conference: Conference
    form_token: str
    several: bool
    """Whether there are other conferences to go to."""


def login(*, next: str, possible: bool, problem: str = "") -> str:
    """Asks for the password."""
    return _render("login.html", next=next, possible=possible, problem=problem)


def problem(status: int, title: str, told: str) -> HTMLResponse:
    """What did not work, and what to do next."""
    return HTMLResponse(_render("problem.html", title=title, words=told), status)


def conferences(found: Sequence[tuple[Conference, Places]], form_token: str) -> str:
    """The conferences, to choose one; or how to get one."""
    return _render("conferences.html", found=found, form_token=form_token)


def overview(frame: Frame, figures: Figures) -> str:
    """A conference at one glance."""
    return _render("overview.html", frame=frame, **_figures(frame.conference, figures))


def overview_live(conference: Conference, figures: Figures) -> str:
    """What of it changes."""
    return _render("figures.html", **_figures(conference, figures))


def participants(frame: Frame, found: Found, *, text: str, state: State | None, page: int) -> str:
    """Those who were looked for."""
    shown = [(person, _goal_shown(person, text)) for person in found.people]
    last = max(1, ceil(found.total / PAGE))
    values: dict[str, Any] = {"shown": shown, "total": found.total, "text": text, "state": state}
    return _render("participants.html", frame=frame, page=page, last=last, first=(page - 1) * PAGE + 1, **values)


def participant(frame: Frame, person: Person, history: Sequence[Entry], position: int | None, *, done: bool) -> str:
    """One participant: what they said, and what happened."""
    definition = person.signup.definition if person.signup else ""
    found = analyse(definition)
    values: dict[str, Any] = {"person": person, "history": history, "position": position, "done": done}
    return _render(
        "participant.html",
        frame=frame,
        pieces=found.pieces(definition) if definition else [],
        mentioned=found.mentioned,
        holds_place=holds_place(person.state),
        can_cancel=person.state not in (State.CANCELLED, State.ERASED),
        **values,
    )


def places(
    frame: Frame, now: Places, queue: Queue, typed: Typed, *, problems: Problems | None = None, saved: bool = False
) -> str:
    """How many places there are, who may sign up, and who waits."""
    values: dict[str, Any] = {"typed": typed, "problems": problems or {}, "saved": saved, "units": words.UNITS}
    return _render("places.html", frame=frame, **values, **_queue(frame.conference, now, queue))


def places_live(conference: Conference, now: Places, queue: Queue) -> str:
    """What of it changes."""
    return _render("queue.html", **_queue(conference, now, queue))


def import_list(
    frame: Frame,
    *,
    problem: str = "",
    plan: Plan | None = None,
    mistakes: Sequence[Any] = (),
    done: Progress | None = None,
    refused: bool = False,
    closed: bool = False,
) -> str:
    """Asks for a list; what is in the one that was handed in, or what became of it."""
    found: dict[str, Any] = {"plan": plan, "mistakes": mistakes, "done": done, "refused": refused, "closed": closed}
    return _render("import.html", frame=frame, problem=problem, **found)


def _figures(conference: Conference, figures: Figures) -> Mapping[str, Any]:
    now, states = figures.places, figures.states
    held = min(figures.held, now.taken)
    return {
        "conference": conference,
        "figures": figures,
        "chart": charts.signups_over_time(
            figures.quarters,
            conference.zone,
            figures.at,
            conference.capacity,
            line_height=LINE_HEIGHT,
            bar_height=BAR_HEIGHT,
        ),
        "line_width": charts.LINE_WIDTH,
        "line_height": LINE_HEIGHT,
        "bar_height": BAR_HEIGHT,
        "people": sum(states.values()),
        "state_bar": segments({state: states.get(state, 0) for state in words.STATES}),
        "place_bar": segments({State.CONFIRMED: now.taken - held, State.OFFERED: held}, now.capacity),
        "held": held,
        "areas": sorted(figures.areas.items(), key=lambda one: (one[0] is None, -one[1])),
    }


def _queue(conference: Conference, now: Places, queue: Queue) -> Mapping[str, Any]:
    held = min(queue.held, now.taken)
    bar = segments({State.CONFIRMED: now.taken - held, State.OFFERED: held}, now.capacity)
    return {"conference": conference, "now": now, "queue": queue, "held": held, "place_bar": bar}


def _goal_shown(person: Person, text: str) -> str:
    """The goal in which something of the text is found, or the first one."""
    statements = [goal.statement for goal in person.signup.goals] if person.signup else [""]
    wanted = [word.casefold() for word in text.split()]
    return next((one for one in statements if any(word in one.casefold() for word in wanted)), statements[0])


def _render(template: str, **values: Any) -> str:
    return _pages.get_template(template).render(**values)
