"""What somebody said after the day, inside the document of their profile: it is erased with it, and read with it."""

from typing import Any

from services.recommendations.growth.places import Grown, Move, standing
from shared.contracts.registration import Wishes
from shared.contracts.vocabulary import Spectrum


def growth_document(grown: Grown) -> dict[str, Any]:
    """The part of the document."""
    moves = {ingredient: {"before": move.before, "after": move.after} for ingredient, move in grown.moves.items()}
    return {"version": grown.version, "moves": moves, "note": grown.note}


def grown_in(profile: dict[str, Any]) -> Grown:
    """What they said, or that they said nothing yet."""
    found = profile.get("growth")
    if not found:
        return Grown()
    moves = {ingredient: Move(move["before"], move["after"]) for ingredient, move in found["moves"].items()}
    return Grown(found["version"], moves, found["note"])


def moved(wishes: Wishes, grown: Grown) -> Wishes:
    """Their wishes from where they stand now: what an agenda is made from, and a page shows."""
    if not grown.moves:
        return wishes
    places = standing(stated(wishes), grown)
    return wishes.model_copy(update={"spectrum": Spectrum(**places)})


def stated(wishes: Wishes) -> dict[str, int]:
    """Where they said they stand when they signed up."""
    said: dict[str, int] = wishes.spectrum.model_dump(exclude_none=True)
    return said
