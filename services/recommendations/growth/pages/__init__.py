"""The pages of growth: looking back, and the picture of a conference."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from services.recommendations.growth.reflecting import Reflection
from services.recommendations.growth.summary import IngredientGrowth
from shared import spoken
from shared.web.pages import environment

_pages = environment(Path(__file__).parent)
_pages.filters |= {"plain": spoken.plain, "counted": spoken.counted}


def reflection_page(
    reflection: Reflection,
    answers: Mapping[str, str],
    *,
    note: str,
    token: str,
    saved: bool = False,
    errors: Mapping[str, str] | None = None,
    overtaken: bool = False,
) -> str:
    """The questions, and where the answers put them. `overtaken`: they answered somewhere else meanwhile.

    `errors`: what is wrong with an answer, by its name.
    """
    moves = reflection.grown.moves
    came = {name: (move.before, move.after) for name, move in moves.items()}
    values = {"answers": answers, "note": note, "agenda_url": f"/agenda/{token}", "came": came}
    state = {"saved": saved, "errors": errors or {}, "overtaken": overtaken}
    return _pages.get_template("reflection.html").render(reflection=reflection, **values, **state)


def growth_picture(growth: Sequence[IngredientGrowth]) -> str:
    """How far a conference came, as an SVG of its own, with its text equivalent inside."""
    return _pages.get_template("growth.html").render(growth=growth)
