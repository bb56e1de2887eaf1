"""The words of a group of goals: those at least five of its people used, each as most of them wrote it."""

from collections import defaultdict
from collections.abc import Iterable

from services.recommendations.demand.small_groups import shown
from services.recommendations.domain.words import languages, stem, words

MOST = 6
"""Words shown of a group."""
LONGEST = 40
"""Characters: a web address can be one word."""

Said = tuple[str, Iterable[int]]
"""A goal, and who has it."""


def shared_words(goals: Iterable[Said], language: str) -> tuple[str, ...]:
    """Those that most people used first, as far as their numbers are shown. `language`: of goals too short to tell.

    It is the form of a word that five people must have used, not only what its forms have in common: a form of its own
    could be somebody's.
    """
    used: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for text, people in goals:
        spoken = languages(text)
        for word in words(text):
            if stemmed := stem(word, spoken[0] if spoken else language):
                used[stemmed][word.casefold()].update(people)
    found = []
    for forms in used.values():
        form = min(forms, key=lambda each: (-len(forms[each]), each))
        if (users := shown(len(forms[form]))) and len(form) <= LONGEST:
            found.append((-users, form))
    return tuple(form for _, form in sorted(found)[:MOST])
