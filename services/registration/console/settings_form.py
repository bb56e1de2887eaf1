"""What an organiser changes of a conference: read from the form, with what is wrong in plain words."""

from collections.abc import Mapping
from typing import Any

from services.registration.console.words import UNITS
from shared.contracts.registration import Conference
from shared.languages import _

Typed = Mapping[str, str]
Problems = Mapping[str, str]
"""By field."""

MOST_PLACES = 1_000_000
LONGEST_OFFER = 60 * 24 * 60
"""Minutes."""


def as_typed(conference: Conference) -> Typed:
    """The form as it stands for a conference."""
    unit = max(unit for unit in UNITS if conference.offer_minutes % unit == 0)
    return {
        "capacity": str(conference.capacity),
        "open": "yes" if conference.open else "",
        "double_opt_in": "yes" if conference.double_opt_in else "",
        "offer": str(conference.offer_minutes // unit),
        "unit": str(unit),
    }


def read(form: Mapping[str, Any]) -> tuple[Typed, Mapping[str, Any], Problems]:
    """What was typed, what it changes of the conference, and what is wrong."""
    typed = {
        name: str(form.get(name) or "").strip()[:40] for name in ("capacity", "open", "double_opt_in", "offer", "unit")
    }
    problems: dict[str, str] = {}
    capacity, offer = _whole(typed["capacity"]), _whole(typed["offer"])
    unit = _whole(typed["unit"])
    if capacity is None or not 1 <= capacity <= MOST_PLACES:
        problems["capacity"] = _("Write a whole number from 1 to 1,000,000.")
    if offer is None or unit not in UNITS or not 1 <= offer * unit <= LONGEST_OFFER:
        problems["offer"] = _("Write how long, from 1 minute to 60 days.")
    if problems or offer is None or unit is None:
        return typed, {}, problems
    changed = {
        "capacity": capacity,
        "open": typed["open"] == "yes",
        "double_opt_in": typed["double_opt_in"] == "yes",
        "offer_minutes": offer * unit,
    }
    return typed, changed, problems


def _whole(text: str) -> int | None:
    """`1,200`, `1.200` and `1 200` are how people write it."""
    digits = text.translate(str.maketrans("", "", ",. \u00a0\u202f"))
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None
