"""The one page of notifications: what went out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from services.notifications.domain import State
from shared.contracts.notifications import Template
from shared.languages import DEFAULT, speaking
from shared.web.pages import environment

_templates = environment(Path(__file__).parent)
# Dark for what is well, lighter for what is not: the words below each bar say the same.
_DRAWN = (
    (State.SENT, "sent", 0.9),
    (State.SENDING, "on their way", 0.65),
    (State.UNKNOWN, "unknown", 0.45),
    (State.FAILED, "failed", 0.3),
    (State.SUPPRESSED, "no longer true, not sent", 0.15),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One state of a template: `x` and `width` in percent of all its messages."""

    words: str
    count: int
    x: float
    width: float
    opacity: float


def messages_page(counts: Mapping[tuple[str, str], int]) -> str:
    """Messages by template and state, drawn and told; in English, as everything for operators."""
    rows = [(template, _bars(template, counts)) for template in Template]
    with speaking(DEFAULT):
        return _templates.get_template("messages.html").render(rows=rows)


def _bars(template: Template, counts: Mapping[tuple[str, str], int]) -> list[Bar]:
    total = sum(counts.get((template, state), 0) for state, _, _ in _DRAWN) or 1
    bars: list[Bar] = []
    for state, words, opacity in _DRAWN:
        count = counts.get((template, state), 0)
        x = bars[-1].x + bars[-1].width if bars else 0.0
        bars.append(Bar(words, count, round(x, 3), round(100 * count / total, 3), opacity))
    return bars
