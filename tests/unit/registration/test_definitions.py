"""What a definition of personalised learning speaks of, judged by definitions that were labelled by hand."""

import tomllib
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.definitions.analysis import Analysis, analyse
from shared.contracts.vocabulary import Ingredient

LABELLED = tomllib.loads((Path(__file__).parent / "definitions.toml").read_text(encoding="utf-8"))
LONGEST = 2000


def marked(text: str, analysis: Analysis) -> dict[str, list[str]]:
    """The marked words of each ingredient that has any."""
    return {
        ingredient.value: [text[start:end] for start, end in places]
        for ingredient, places in analysis.places.items()
        if places
    }


def judged(half: str) -> tuple[float, float]:
    """Precision and recall, over all ingredients of all definitions."""
    right = found = there = 0
    for definition in LABELLED[half]:
        mentioned = set(analyse(definition["text"]).mentioned)
        right += len(mentioned & set(definition["mentions"]))
        found += len(mentioned)
        there += len(definition["mentions"])
    return right / found, right / there


def test_there_is_enough_to_judge_by() -> None:
    texts = [definition["text"] for half in ("tuned_on", "held_back") for definition in LABELLED[half]]
    assert len(texts) == len(set(texts)) >= 100
    for half in ("tuned_on", "held_back"):
        mentions = [one for definition in LABELLED[half] for one in definition["mentions"]]
        assert all(mentions.count(ingredient) >= 10 for ingredient in Ingredient)
        assert len([definition for definition in LABELLED[half] if not definition["mentions"]]) >= 10


def test_definitions_nothing_was_tuned_on_are_read_right() -> None:
    precision, recall = judged("held_back")
    assert precision >= 0.9
    assert recall >= 0.85


def test_definitions_it_was_tuned_on_are_read_better() -> None:
    precision, recall = judged("tuned_on")
    assert precision >= 0.95
    assert recall >= 0.95


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Students work at their own pace.", {"individual_pacing": ["own pace"]}),
        ("Cada quien a su propio ritmo.", {"individual_pacing": ["su propio ritmo"]}),
        (
            "Voice and choice, in stations.",
            {"student_choice": ["Voice", "choice"], "flexible_structures": ["stations"]},
        ),
        ("Self-paced lessons online", {"individual_pacing": ["Self-paced"], "technology": ["online"]}),
        (
            "PUEDEN ELEGIR Y USAN COMPUTADORAS",
            {"student_choice": ["ELEGIR"], "technology": ["COMPUTADORAS"]},
        ),
        ("la tecnologia y la eleccion", {"student_choice": ["eleccion"], "technology": ["tecnologia"]}),
        ("la tecnologi\u0301a", {"technology": ["tecnologi\u0301a"]}),
        ("It’s not about technology.", {}),
        ("It isn’t about devices, apps or screens.", {}),
        ("Not just technology.", {"technology": ["technology"]}),
        ("No solo tecnología.", {"technology": ["tecnología"]}),
        ("No es tecnología, sino elección.", {"student_choice": ["elección"]}),
        ("Not the same pace for everyone.", {"individual_pacing": ["same pace"]}),
        ("The same pace for everyone.", {}),
        ("No bells.", {"flexible_structures": ["bells"]}),
        ("Multiple choice.", {}),
        ("I choose. They choose.", {"student_choice": ["choose"]}),
        ("Nobody moves on before they have mastered it.", {"individual_pacing": ["mastered"]}),
        ("", {}),
    ],
)
def test_these_words_are_marked(text: str, words: dict[str, list[str]]) -> None:
    assert marked(text, analyse(text)) == words


def test_what_is_mentioned_and_what_is_not() -> None:
    analysis = analyse("They choose, on tablets.")
    assert analysis.mentioned == (Ingredient.STUDENT_CHOICE, Ingredient.TECHNOLOGY)
    assert analysis.absent == (Ingredient.INDIVIDUAL_PACING, Ingredient.FLEXIBLE_STRUCTURES)


def test_words_of_two_ingredients_are_cut_where_either_ends() -> None:
    text = "They design their own learning spaces."
    pieces = analyse(text).pieces(text)
    assert [(piece.text, piece.ingredients) for piece in pieces if piece.ingredients] == [
        ("design their own ", (Ingredient.STUDENT_CHOICE,)),
        ("learning", (Ingredient.STUDENT_CHOICE, Ingredient.FLEXIBLE_STRUCTURES)),
        (" spaces", (Ingredient.FLEXIBLE_STRUCTURES,)),
    ]


@given(
    st.text(alphabet=st.sampled_from("choice own pace, not. elegir\u0301 ’\n-—ritmo\U0001f393"), max_size=200)
    | st.text()
)
def test_pieces_put_together_are_the_text(text: str) -> None:
    analysis = analyse(text)
    assert "".join(piece.text for piece in analysis.pieces(text)) == text
    for places in analysis.places.values():
        assert all(start < end for start, end in places)
        assert list(places) == sorted(places)


def test_the_longest_definition_takes_no_time() -> None:
    longest = ("not my own their as to the set a say they at in take flexible, " * 40)[:LONGEST]
    analyse(longest)
    started = perf_counter()
    analyse(longest)
    assert perf_counter() - started < 1
