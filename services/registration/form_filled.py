"""The signup form as somebody filled it in: what `form.read_form` reads, from what is kept."""

from services.registration.form import GOALS, INGREDIENTS, PARTS, WINDOWS, Answers
from shared.contracts.registration import Signup
from shared.contracts.vocabulary import Goal, Window


def answers_of(signup: Signup) -> Answers:
    """The answers to show, by field name."""
    answers: Answers = {
        "name": signup.name,
        "email": signup.email,
        "role": signup.role,
        "school": signup.school,
        "definition": signup.definition,
        "zone": signup.zone or "",
        "language": signup.language or "",
        "lengths": [str(length) for length in signup.lengths],
    }
    answers |= {ingredient: _text(getattr(signup.spectrum, ingredient)) for ingredient in INGREDIENTS}
    for number, goal in zip(GOALS, signup.goals, strict=False):
        answers |= _goal(number, goal)
    for number, window in zip(WINDOWS, signup.available, strict=False):
        answers |= _window(number, window)
    return answers


def _goal(number: int, goal: Goal) -> Answers:
    parts: Answers = {f"goal_{number}_{part}": _text(getattr(goal, part)) for part in PARTS}
    return {f"goal_{number}": goal.statement, **parts}


def _window(number: int, window: Window) -> Answers:
    return {f"from_{number}": f"{window.start:%H:%M}", f"to_{number}": f"{window.end:%H:%M}"}


def _text(value: object) -> str:
    return "" if value is None else str(value)
