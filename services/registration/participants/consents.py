"""What people agree to, in the words they see, by version. Words once shown never change: others are a new version."""

from collections.abc import Mapping

from shared.contracts.registration import Consent, Purpose
from shared.contracts.vocabulary import Language

SIGNUP = "signup-2026-11"
"""Under the signup form."""
UPDATES = "updates-2026-11"
"""Beside a box that nobody has ticked for them."""
INTEREST = "interest-2026-11"
"""On the form of those who do not sign up (yet)."""
ELSEWHERE = "elsewhere-2026-11"
"""Words of others: an organiser's own form, or a program that posts signups."""

WORDINGS: Mapping[str, Mapping[Language, str]] = {
    SIGNUP: {
        Language.ENGLISH: (
            "Your name and address are used for mail about this conference, and are shown to nobody else. "
            "The organisers and their tools can read your goals, without your name."
        ),
        Language.SPANISH: (
            "Tu nombre y tu dirección se usan para los correos sobre esta conferencia y no se muestran a nadie más. "
            "Quienes la organizan, y sus herramientas, pueden leer tus objetivos, sin tu nombre."
        ),
    },
    UPDATES: {
        Language.ENGLISH: "Also tell me about later conferences, by mail now and then. I can stop that at any time.",
        Language.SPANISH: (
            "Quiero recibir también noticias de próximas conferencias, por correo, de vez en cuando. "
            "Puedo dejarlo cuando quiera."
        ),
    },
    INTEREST: {
        Language.ENGLISH: (
            "Write to me about this conference, and about later ones now and then. I can stop that at any time."
        ),
        Language.SPANISH: (
            "Quiero recibir noticias de esta conferencia y, de vez en cuando, de las próximas. "
            "Puedo dejarlo cuando quiera."
        ),
    },
    ELSEWHERE: {
        Language.ENGLISH: "The words were those of the form or the program that was used.",
        Language.SPANISH: "Las palabras eran las del formulario o del programa que se usó.",
    },
}

_LONGEST = 80
"""What a contract's source holds."""


def words(version: str, language: Language) -> str:
    """What somebody agreed to, as they read it; of a version that is not known here, its name."""
    return WORDINGS.get(version, {}).get(language, version)


def of_signup(source: str, *, updates: bool) -> tuple[Consent, ...]:
    """What a signup says: mail about the conference always, which is what it is for; news only where it is wished."""
    on_our_page = source == "form"
    operational = Consent(
        purpose=Purpose.OPERATIONAL, wording=SIGNUP if on_our_page else ELSEWHERE, source=source[:_LONGEST]
    )
    if not updates:
        return (operational,)
    wished = Consent(purpose=Purpose.UPDATES, wording=UPDATES if on_our_page else ELSEWHERE, source=source[:_LONGEST])
    return operational, wished


def of_interest(source: str) -> Consent:
    """News of a conference and of later ones, for who has not signed up."""
    return Consent(purpose=Purpose.UPDATES, wording=INTEREST if source == "form" else ELSEWHERE, source=source)


def of_stop(source: str) -> Consent:
    """The end of such news. `source`: their own page, or an organiser's."""
    return Consent(purpose=Purpose.UPDATES, given=False, wording=INTEREST, source=source)


def of_change(*, given: bool) -> Consent:
    """News, wished or not any more, as its owner says behind their link."""
    return Consent(purpose=Purpose.UPDATES, given=given, wording=UPDATES, source="manage")
