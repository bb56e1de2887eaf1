import pytest
from pydantic import ValidationError

from services.registration.edge import SignupRequest


def request(**changes) -> SignupRequest:
    said = {"name": "Ana", "email": "ana@example.org", "goals": [{"statement": "listen"}]}
    return SignupRequest.model_validate({**said, **changes})


def test_only_name_address_and_a_goal_are_needed():
    signup = request().signup("a-conference", source="api")

    assert signup.model_dump(exclude_defaults=True, mode="json") == {
        "conference": "a-conference",
        "name": "Ana",
        "email": "ana@example.org",
        "goals": [{"statement": "listen"}],
        "consents": [{"purpose": "operational", "wording": "elsewhere-2026-11", "source": "api"}],
    }


@pytest.mark.parametrize("area", ["Progress monitoring", "progress-monitoring", " PROGRESS_MONITORING "])
def test_an_area_may_be_written_as_people_write_it(area):
    assert request(goals=[{"statement": "x", "area": area}]).goals[0].area == "progress_monitoring"


def test_text_is_trimmed():
    told = request(name="  Ana  ", definition="\n one\n\ntwo \n", role=" ")

    assert (told.name, told.definition, told.role) == ("Ana", "one\n\ntwo", "")


@pytest.mark.parametrize(
    "email",
    [
        "ana@example.org",
        "ana+tag@mail.example.org",
        "o'brien@example.org",
        "{ana}|$%&*=?^`~@example.org",
        "ana@bücher.example.org",
        "ána@example.org",
        "a@" + ".".join(["b" * 60] * 2) + ".example.org",
    ],
)
def test_every_address_taken_here_can_travel_on_the_bus(email):
    assert request(email=email).signup("a-conference", source="api").email


@pytest.mark.parametrize("labels", [3, 4])
def test_an_address_too_long_for_the_bus_is_told_at_the_edge(labels):
    with pytest.raises(ValidationError) as refused:
        request(email="a@" + ".".join(["b" * 60] * labels) + ".org" * (labels == 4) + ".example.org" * (labels == 3))

    assert [error["loc"] for error in refused.value.errors()] == [("email",)]


def test_a_misspelt_field_is_told():
    with pytest.raises(ValidationError, match="scool"):
        request(scool="Riverside")


def test_a_goal_may_say_how_far_it_is_and_how_much_it_matters():
    goal = {"statement": "listen", "area": None, "priority": 1, "now": 2, "want": 2}

    signup = request(goals=[goal]).signup("a-conference", source="api")

    assert signup.goals[0].model_dump(mode="json") == goal


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"priority": 4}, ("goals", 0, "priority")),
        ({"priority": 0}, ("goals", 0, "priority")),
        ({"now": 0}, ("goals", 0, "now")),
        ({"want": 5}, ("goals", 0, "want")),
        ({"now": 3, "want": 2}, ("goals", 0)),
    ],
)
def test_what_a_goal_cannot_say_is_told(changes, place):
    with pytest.raises(ValidationError) as refused:
        request(goals=[{"statement": "listen", **changes}, {"statement": "read more"}])

    assert [error["loc"] for error in refused.value.errors()] == [place]
