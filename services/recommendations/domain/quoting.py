"""Words of a session as a sentence of ours repeats them: small but for names and acronyms, the telling ones alone."""

import re
from collections.abc import Mapping, Sequence

from services.recommendations.domain.words import stem, words

_INSIDE = re.compile(r"(?:(?<=\w )|(?<=\w, ))[^\W\d_a-zà-ÿ][^\W_]+")
"""A word written large that does not begin a sentence."""

_COMMON_VERBS = {
    "en": """
        add begin bring build change choose come create develop do explore find follow give go grow happen hold hope
        improve increase join know lead learn leave let listen live look make meet move offer open play practice
        practise present run say see share show stay stop support talk teach think try turn understand visit wait walk
        want watch wish wonder work write
    """,
    "es": """
        abrir aprender apoyar buscar cambiar compartir comprender conocer construir crear crecer decir dejar desarrollar
        empezar encontrar enseñar entender escuchar explorar hablar hacer intentar ir llevar llegar mejorar mirar mover
        mostrar ofrecer pasar pensar practicar probar saber seguir trabajar tratar venir ver visitar
    """,
}


def names_in(text: str, language: str) -> frozenset[str]:
    """The words a text writes large though no sentence begins with them; none where it writes most words so."""
    if not any(word.islower() and stem(word, language) for word in words(text)):
        return frozenset()
    return frozenset(_INSIDE.findall(text))


def small(word: str, names: frozenset[str]) -> str:
    """`pacing` of `Pacing`; `MTSS`, `iPad` and names stay as they are."""
    return word if word in names or word[1:] != word[1:].lower() else word.lower()


def telling(worth: Mapping[str, float], language: str) -> Sequence[str]:
    """The stems worth naming, most of all first: a common verb only where there is nothing better."""
    ranked = sorted((each for each in worth if worth[each]), key=lambda each: (-worth[each], each))
    return [each for each in ranked if each not in _COMMON_STEMS.get(language, ())] or ranked


_COMMON_STEMS = {
    language: frozenset(stem(word, language) for word in listed.split()) for language, listed in _COMMON_VERBS.items()
}
