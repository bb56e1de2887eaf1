"""The organiser's page of growth: a function that takes the groups and returns HTML."""

from collections.abc import Sequence
from pathlib import Path

from services.recommendations.growth.summary import IngredientGrowth
from services.recommendations.organiser.frame import organiser_pages
from services.recommendations.organiser.visits import Visit
from shared import spoken

_pages = organiser_pages(Path(__file__).parent / "pages")
_pages.filters["plain"] = spoken.plain


def growth_page(visit: Visit, growth: Sequence[IngredientGrowth]) -> str:
    """How far the conference came; what will be here, where no group is large enough."""
    shown = growth if any(one.groups for one in growth) else ()
    return _pages.get_template("conference.html").render(visit=visit, page="growth", growth=shown)
