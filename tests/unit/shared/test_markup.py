"""Markup goes, words stay."""

import pytest

from shared.markup import unmarked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Three ways to pace one class.", "Three ways to pace one class."),
        ("<p>One &amp; two.</p>\n<p>Three<br/>four.</p>", "One & two.\nThree\nfour."),
        ('<ul><li>A <b class="x">bold</b> word</li><li>more</li></ul>', "A bold word\nmore"),
        ("if a < b and b > a", "if a < b and b > a"),
        ("R&D, not &amp;", "R&D, not &amp;"),
        ("**Markdown** stays", "**Markdown** stays"),
        ("", ""),
    ],
)
def test_words(written, read) -> None:
    assert unmarked(written) == read
