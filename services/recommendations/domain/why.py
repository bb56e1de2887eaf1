"""Why a session is in somebody's day, in one plain sentence."""

from collections.abc import Sequence

from services.recommendations.domain.preferences import Pin
from services.recommendations.domain.session import Session
from services.recommendations.domain.value import Step
from services.recommendations.domain.wishes import Goal

QUOTE = 90
"""The longest piece of a goal that is repeated to its owner, in characters."""
WORDS = 3
"""The most words named as shared with a goal."""
PICKED = {
    Pin.MUST: "You said that it must be in your day.",
    Pin.MAYBE: "You said that you might like it.",
    Pin.BACKUP: "You said to fall back on it where time is free.",
}
"""What is said of sessions that are there because they picked them."""
WORD = 40
"""The longest of them, in characters: a web address can be one word."""


def why(
    session: Session,
    goal: Goal | None,
    words: Sequence[str],
    step: Step | None,
    *,
    has_goals: bool,
    pin: Pin | None = None,
    close: bool = False,
) -> str:
    """The sentence, at most 400 characters.

    `goal` is None for a session that serves none, `has_goals` tells whether there is any. `words` are those
    the session shares with the goal, the most telling first; `step` is a move the session leads to. `pin` is what
    they said about the session, which is a reason where there is no other. `close`: it serves the goal by what it says,
    which is its meaning where there are no words.
    """
    leads = f"takes you from {step.origin} to {step.target} on {_plain(step.ingredient)}" if step else ""
    if goal is not None:
        about = goal.area is not None and goal.area == session.area
        reasons = []
        if words:
            reasons.append(f"speaks of {_listed([f'“{shortened(word, WORD)}”' for word in words[:WORDS]])}")
        elif close or not about:
            reasons.append("comes close in meaning")
        if about and not words:
            reasons.append(f"is about {_plain(goal.area or '')}")
        if leads:
            reasons.append(leads)
        because = f"{', '.join(reasons[:-1])}, and {reasons[-1]}" if len(reasons) > 1 else reasons[0]
        return f"For your goal “{shortened(goal.statement)}”: it {because}."
    if has_goals and leads:
        return f"Beside your goals: it {leads}."
    if pin in PICKED:
        return PICKED[pin]
    if has_goals:
        return f"It answers none of your goals by name; it is {_start(session)}."
    return f"You have no goals yet; this one {leads or f'is {_start(session)}'}."


def shortened(text: str, longest: int = QUOTE) -> str:
    """The text on one line of at most `longest` characters, cut after a whole word and ended with "…"."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    head = line[: longest - 1]
    if line[longest - 1] != " ":
        head = head.rpartition(" ")[0] or head
    return head.rstrip(" ,;:.-") + "…"


def _start(session: Session) -> str:
    about = f" on {_plain(session.area)}" if session.area else ""
    return f"{session.minutes} minutes{about} to start from"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
