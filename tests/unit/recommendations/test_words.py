import pytest

from services.recommendations.domain.words import languages, stem, stems, words


def test_words_stand_as_they_were_written() -> None:
    assert words("Pacing: it\N{RIGHT SINGLE QUOTATION MARK}s K-12's “own” 90 minutes, ¿sí?") == [
        "Pacing", "it's", "K", "12's", "own", "90", "minutes", "sí",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["pace", "paced", "pacing", "Paces"])
def test_forms_of_a_word_have_one_stem(word: str) -> None:
    assert stem(word, "en") == "pace"


def test_spanish_has_stems_of_its_own() -> None:
    assert stem("familias", "es") == stem("Familia", "es") == "famili"
    assert stem("evaluaciones", "es") == stem("evaluación", "es")


@pytest.mark.parametrize(("word", "language"), [("The", "en"), ("want", "en"), ("x", "en"), ("quiero", "es")])
def test_small_words_carry_no_meaning(word: str, language: str) -> None:
    assert stem(word, language) is None


def test_other_languages_keep_their_words_whole() -> None:
    assert stem("Élèves", "fr") == "élèves"


def test_stems_come_once_and_in_order() -> None:
    assert stems("Pace the pacing of goals, and a goal", "en") == ("pace", "goal")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("let my students move at their own pace", ("en",)),
        ("Quiero que mis estudiantes avancen a su propio ritmo", ("es",)),
        ("individual pacing", ()),
        ("ritmo individual", ()),
        ("", ()),
    ],
)
def test_small_words_tell_the_language(text: str, expected: tuple[str, ...]) -> None:
    assert languages(text) == expected
