"""Goals no session serves well come together, with the words at least five people used."""

from hypothesis import given
from hypothesis import strategies as st

from services.recommendations.demand.shared_words import shared_words
from services.recommendations.demand.unmet import unmet_goals
from services.recommendations.demand.word_points import WordPoints
from tests.unit.recommendations.builders import a_session
from tests.unit.recommendations.demand.people import programme_of, wanting

PROGRAMME = programme_of(
    [
        a_session("pacing", title="Let students move at their own pace"),
        a_session("robots", "11:00", title="Robots in the library"),
    ]
)
TOMATOES = [
    "Grow tomatoes with my class",
    "How to grow tomatoes on a roof",
    "growing tomatoes",
    "Tomatoes and where to grow them",
    "Can we grow tomatoes in winter?",
]


def test_a_goal_is_served_as_far_as_a_session_speaks_of_its_words():
    read = WordPoints.of(PROGRAMME)
    assert read.served("move at their own pace") == (1.0, "pacing")
    share, guid = read.served("robots and tomatoes")
    assert (0.2 < share < 0.5, guid) == (True, "robots")
    assert read.served("tomatoes") == (0.0, "pacing")


def test_who_wants_the_same_is_one_group():
    people = [wanting(goal) for goal in TOMATOES] + [wanting("robots in the library")] * 9 + [wanting("my own goat")]

    [group] = unmet_goals(PROGRAMME, people)

    assert (group.words, group.people, group.closest) == (("tomatoes",), 5, None)


def test_four_people_are_no_group():
    assert unmet_goals(PROGRAMME, [wanting(goal) for goal in TOMATOES[:4]]) == []


def test_somebody_with_two_such_goals_is_one_person():
    people = [wanting(*TOMATOES[:2]), *(wanting(goal) for goal in TOMATOES[2:])]
    assert unmet_goals(PROGRAMME, people) == []


def test_without_sessions_there_is_nothing_to_compare_with():
    assert unmet_goals(programme_of([]), [wanting("tomatoes")] * 9) == []


@given(st.permutations(range(12)))
def test_the_order_of_people_makes_no_difference(order):
    people = [wanting(goal) for goal in [*TOMATOES, *TOMATOES, "a goat", "my goat"]]
    assert unmet_goals(PROGRAMME, [people[each] for each in order]) == unmet_goals(PROGRAMME, people)


def test_a_word_fewer_than_five_used_is_not_said():
    said = [("Garden of Zoe", {1, 2, 3, 4}), ("garden", {5, 6}), ("gardens", {7})]
    assert shared_words(said, "en") == ("garden",)
    assert shared_words(said[1:], "en") == ()


def test_forms_of_a_word_do_not_make_each_other_more():
    assert shared_words([("pacing", {1, 2, 3}), ("pace", {4, 5, 6})], "en") == ()
