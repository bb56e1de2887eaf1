"""Languages as programmes write them: `de`, `en-US`, `de/en`, `German`, nothing."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from services.recommendations.programme_files.texts import worded

_BETWEEN = re.compile(r"[-_/ ,;+&|]+")
_NAMES = {
    **dict.fromkeys(("eng", "english", "englisch", "inglés", "ingles", "anglais"), "en"),
    **dict.fromkeys(("deu", "ger", "german", "deutsch", "alemán"), "de"),
    **dict.fromkeys(("spa", "spanish", "español", "espanol", "spanisch"), "es"),
    **dict.fromkeys(("fra", "fre", "french", "français", "francais", "französisch"), "fr"),
    **dict.fromkeys(("nld", "dut", "dutch", "nederlands"), "nl"),
    **dict.fromkeys(("ita", "italian", "italiano"), "it"),
    **dict.fromkeys(("por", "portuguese", "português"), "pt"),
    **dict.fromkeys(("ara", "arabic"), "ar"),
    **dict.fromkeys(("zho", "chi", "chinese"), "zh"),
}


def language_of(value: Any) -> str | None:
    """The first language that is named, as ISO 639-1; None if none is."""
    for part in _BETWEEN.split(worded(value).strip().casefold()):
        if re.fullmatch("[a-z]{2}", part):
            return part
        if part in _NAMES:
            return _NAMES[part]
    return None


def main_language(values: Iterable[Any]) -> str:
    """What most of these are held in: that is what those that do not say are held in, too."""
    spoken = Counter(found for value in values if (found := language_of(value)))
    return min(spoken, key=lambda language: (-spoken[language], language), default="en")
