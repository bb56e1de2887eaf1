import pytest

from services.recommendations.embeddings.word_pieces import WordPieces

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "pace",
    "pac",
    "##ing",
    "##e",
    "cafe",
    "!",
    "$",
    "5",
    "一",
    "self",
    "-",
]
PIECES = WordPieces(VOCABULARY)


def pieces(text: str, longest: int = 20) -> list[str]:
    return [VOCABULARY[number] for number in PIECES.numbers(text, longest)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pace", ["pace"]),
        ("Pacing!", ["pac", "##ing", "!"]),
        ("pace\tpace\n pace", ["pace"] * 3),
        ("CAFÉ", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("self-pace", ["self", "-", "pace"]),
        ("$5", ["$", "5"]),
        ("pa\u200bce", ["pace"]),  # a space of no width is nothing
        ("pace一pace", ["pace", "一", "pace"]),
        ("paces", ["[UNK]"]),
        ("x" * 200, ["[UNK]"]),
        ("", []),
    ],
)
def test_a_text_is_its_longest_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == ["[CLS]", *expected, "[SEP]"]


def test_a_long_text_is_cut_and_keeps_its_end_mark() -> None:
    assert pieces("pacing " * 10, longest=6) == ["[CLS]", "pac", "##ing", "pac", "##ing", "[SEP]"]
