"""The organiser's page of growth."""

from services.recommendations.growth.growth_page import growth_page
from services.recommendations.growth.summary import Group, IngredientGrowth
from shared.languages import speaking
from tests.unit.recommendations.organiser.visiting import VISIT, described, text

TECHNOLOGY = IngredientGrowth("technology", (Group(1, 2, 7), Group(2, 2, 5)))
GROWTH = (IngredientGrowth("student_choice", ()), TECHNOLOGY)


def test_how_many_stand_further_follows_from_what_is_shown():
    html = growth_page(VISIT, GROWTH)

    assert "Technology 7 of 12 people stand further than before." in text(html)
    assert "Student choice Fewer than five people on any way: nothing is shown." in text(html)
    assert described(html) == ["Technology: 7 people from 1 to 2. 5 people from 2 to 2."]
    assert 'href="/growth/a-token/growth.svg"' in html


def test_the_fullest_place_is_as_high_as_it_gets():
    assert (TECHNOLOGY.most, TECHNOLOGY.further, IngredientGrowth("technology", ()).most) == (12, 7, 1)


def test_before_anything_is_told_it_says_when_that_will_be():
    html = growth_page(VISIT, (IngredientGrowth("technology", ()),))

    assert "There is nothing to show yet. After the day, participants are asked" in text(html)
    assert "growth.svg" not in html
    with speaking("es"):
        assert "Todavía no hay nada que mostrar." in text(growth_page(VISIT, ()))
