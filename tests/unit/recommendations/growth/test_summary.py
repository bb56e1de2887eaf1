"""How far a conference came: nobody can be told from it."""

from xml.etree import ElementTree as ET

from services.recommendations.growth.pages import growth_picture
from services.recommendations.growth.places import Grown, Move
from services.recommendations.growth.summary import Group, IngredientGrowth, summary
from shared.languages import speaking

EVERYBODY = (
    [Grown(1, {"technology": Move(1, 2)})] * 7
    + [Grown(1, {"technology": Move(2, 2)})] * 5
    + [Grown(1, {"technology": Move(1, 3)})] * 4
    + [Grown(1, {"technology": Move(None, 2)})] * 9
    + [Grown(1, {"student_choice": Move(1, 2)})] * 4
)


def test_groups_under_five_are_hidden_and_nothing_tells_their_size():
    found = {one.ingredient: one for one in summary(EVERYBODY)}

    assert found["technology"] == IngredientGrowth("technology", (Group(1, 2, 7), Group(2, 2, 5)))
    assert found["technology"].people == 12
    assert [found["technology"].at(place) for place in (1, 2, 3, 4)] == [(7, 0), (5, 12), (0, 0), (0, 0)]
    assert found["student_choice"].groups == ()
    assert list(found) == ["student_choice", "individual_pacing", "flexible_structures", "technology"]


def test_the_picture_is_an_svg_that_says_the_same_in_words():
    with speaking("es"):
        drawn = ET.fromstring(growth_picture(summary(EVERYBODY)))

    described = " ".join("".join(drawn.itertext()).split())
    assert "Tecnología: 7 personas de 1 a 2. 5 personas de 2 a 2." in described
    assert "demasiado pocas para decirlo." in described
    bars = [one for one in drawn.iter("{http://www.w3.org/2000/svg}rect") if one.get("width") == "20"]
    assert [float(one.get("height", "")) for one in bars] == [40.8, 0.0, 29.2, 70.0, 0.0, 0.0, 0.0, 0.0]
    assert "4 people" not in growth_picture(summary(EVERYBODY))


def test_the_picture_of_nobody():
    drawn = ET.fromstring(growth_picture(summary([])))

    assert "too few to tell." in "".join(drawn.itertext())
