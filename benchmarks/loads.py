"""Signups as people write them: everybody has another address, and names are as various as at a real conference."""

import random
from typing import Any

CONFERENCE = "benchmark-2026"
CONFERENCE_BODY: dict[str, Any] = {
    "slug": CONFERENCE,
    "name": "Benchmark Conference 2026",
    "starts_on": "2026-10-28",
    "ends_on": "2026-10-28",
    "zone": "America/Detroit",
    "place": "Loopback Hall",
    "capacity": 1_000_000,
    "open": True,
}

_FIRST = ("Ana", "Noor", "Wei", "Tomasz", "Lucía", "Amara", "Jonas", "Priya", "Mateo", "Leilani", "Kwame", "Ingrid")
_LAST = ("Ruiz", "Haddad", "Chen", "Nowak", "Ortiz", "Okafor", "Lindqvist", "Sharma", "O’Brien", "Dubois", "Santos")
_SYLLABLES = ("ba", "ki", "lo", "mu", "ne", "ra", "si", "ta", "ve", "zo", "del", "mar", "tin", "wen")
_ROLES = ("teacher", "principal", "coach", "paraeducator", "superintendent", "")
_AREAS = ("curriculum", "instruction", "assessment", "attendance", "progress_monitoring", "support_systems", None)
_GOALS = (
    "let my students move at their own pace without losing those who need me most",
    "plan a unit where every child chooses how to show what they learned",
    "find out which of the tools we have are worth the time they take",
    "group students by what they need this week rather than by age",
    "talk with families about progress in words that are not grades",
    "keep attendance meaningful when learning happens outside the room",
)
_DEFINITION = (
    "Every student works on what they need next, knows why, and has a say in how. "
    "The teacher's time goes where it matters most that day."
)


def address(number: int) -> str:
    """The address of the `number`th person."""
    return f"person-{number}@example.org"


def signup(number: int, conference: str = CONFERENCE) -> dict[str, Any]:
    """The JSON body of `POST /v1/signups` for the `number`th person; the same number says the same."""
    chance = random.Random(number)
    name = f"{chance.choice(_FIRST)} {''.join(chance.choices(_SYLLABLES, k=3)).title()} {chance.choice(_LAST)}"
    goals = [
        {"statement": statement, "area": chance.choice(_AREAS)}
        for statement in chance.sample(_GOALS, chance.choice((1, 1, 2, 3)))
    ]
    return {
        "conference": conference,
        "name": name,
        "email": address(number),
        "role": chance.choice(_ROLES),
        "school": f"{chance.choice(_LAST)} Middle School",
        "definition": _DEFINITION if chance.random() < 0.5 else "",
        "goals": goals,
        "spectrum": {"student_choice": chance.randint(1, 4), "technology": chance.randint(1, 4)},
        "available": [{"from": "09:00", "to": "15:30"}] if chance.random() < 0.3 else [],
        "lengths": chance.sample((10, 20, 30, 45, 60, 90), 2),
    }
