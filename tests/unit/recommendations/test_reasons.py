"""The sentences that say why, read back and said in Spanish."""

from itertools import product

import pytest

from services.recommendations.day import NO_GOAL, NO_GOALS
from services.recommendations.domain.preferences import Pin
from services.recommendations.domain.value import Step
from services.recommendations.domain.why import why
from services.recommendations.domain.wishes import Goal
from shared.contracts.vocabulary import Area
from shared.languages import speaking
from shared.reasons import reworded

from .builders import a_session

STEP = Step("individual_pacing", 1, 2)
PACE = "For your goal “pace”: "


@pytest.mark.parametrize(
    ("sentence", "in_spanish"),
    [
        (PACE + "it speaks of pacing.", "Para tu objetivo “pace”: habla de pacing."),
        (
            PACE + "it speaks of a, b and c, and takes you from 1 to 2 on individual pacing.",
            "Para tu objetivo “pace”: habla de a, b y c y te lleva de 1 a 2 en ritmo individual.",
        ),
        (PACE + "it speaks of “a”, “b” and “c”.", "Para tu objetivo “pace”: habla de “a”, “b” y “c”."),
        (PACE + "it is about support systems.", "Para tu objetivo “pace”: trata de sistemas de apoyo."),
        (PACE + "it comes close in meaning.", "Para tu objetivo “pace”: se acerca en significado."),
        (
            PACE + "it comes close in meaning, and takes you from 3 to 4 on technology.",
            "Para tu objetivo “pace”: se acerca en significado y te lleva de 3 a 4 en tecnología.",
        ),
        (
            PACE + "it comes close in meaning, is about curriculum, and takes you from 3 to 4 on technology.",
            "Para tu objetivo “pace”: se acerca en significado, trata de currículo y te lleva de 3 a 4 en tecnología.",
        ),
        (
            PACE + "it comes close in meaning, and is about curriculum.",
            "Para tu objetivo “pace”: se acerca en significado y trata de currículo.",
        ),
        (
            "For your goal “say “why”: it is about them”: it speaks of why.",
            "Para tu objetivo “say “why”: it is about them”: habla de why.",
        ),
        (
            "You have no goals yet; this one is 10 minutes to start from.",
            "Todavía no tienes objetivos; esta sesión son 10 minutos para empezar.",
        ),
        ("It speaks of pacing.", "Habla de pacing."),
        ("Somebody wrote this.", "Somebody wrote this."),
        ("It speaks of 100% of it.", "Habla de 100% of it."),
    ],
)
def test_sentences_are_reworded(sentence, in_spanish):
    assert reworded(sentence) == sentence
    with speaking("es"):
        assert reworded(sentence) == in_spanish


def test_every_sentence_there_is_can_be_reworded():
    sentences = {
        why(a_session("a", minutes=30, area=area), goal, words, step, has_goals=has_goals, pin=pin, close=close)
        for area, goal, words, step, has_goals, pin, close in product(
            (None, Area.CURRICULUM, Area.PROGRESS_MONITORING),
            (None, Goal("pace"), Goal("pace", Area.PROGRESS_MONITORING)),
            ((), ("pacing",), ("pacing", "move")),
            (None, STEP),
            (False, True),
            (None, Pin.MUST, Pin.MAYBE, Pin.BACKUP),
            (False, True),
        )
    }
    for sentence in sentences:
        for told in (NO_GOALS, NO_GOAL, PACE, ""):
            rest = sentence.removeprefix(told)
            with speaking("es"):
                assert reworded(rest[:1].upper() + rest[1:]) != rest[:1].upper() + rest[1:]
