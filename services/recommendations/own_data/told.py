"""Each document about somebody as it is handed out to them.

Only what is named here leaves: neither what opens something, such as the address of a calendar, nor events on their
way, which say what is told here anyway.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from services.recommendations.growth.documents import grown_in
from services.recommendations.profile_store import wishes_in

Documents = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom it is handed out to."""

    participant: str
    goals: frozenset[str] = frozenset()
    """What they want to get better at. Goals of colleagues stand beside these in what agendas are made from."""


def owner_of(participant: str, profile: Mapping[str, Any] | None) -> Owner:
    """Somebody, given their profile where there is one."""
    wishes = wishes_in(dict(profile)) if profile else None
    return Owner(participant, frozenset(goal.statement for goal in wishes.goals) if wishes else frozenset())


def profile(found: Documents, _: Owner) -> dict[str, Any]:
    """What they want of the day, and how they looked back on it."""
    wishes = reflection = None
    for one in found:
        said, grown = wishes_in(dict(one)), grown_in(dict(one))
        wishes = {
            "version": one["version"],
            "takes_part": said is not None,
            "said": said.model_dump(mode="json", by_alias=True, exclude={"version"}) if said else None,
            "waits_for_programme": bool(one.get("waiting")),
            "links_revoked_at": one.get("links_revoked_at"),
        }
        moves = {name: {"before": move.before, "after": move.after} for name, move in grown.moves.items()}
        reflection = {"version": grown.version, "moves": moves, "note": grown.note} if grown.version else None
    return {"wishes": wishes, "reflection": reflection}


def setting(found: Documents, _: Owner) -> dict[str, Any]:
    """What they set on their agenda, and what they decided on the day."""
    one: Mapping[str, Any] = found[0] if found else {}
    return {"preferences": one.get("preferences"), "decisions": list(one.get("moves", ()))}


def seats(found: Documents, _: Owner) -> dict[str, Any]:
    """Where a seat is theirs."""
    return {"seats": sorted(one["guid"] for one in found)}


def waits(found: Documents, _: Owner) -> dict[str, Any]:
    """Where they wait for one."""
    told = [{"guid": one["guid"], "since": datetime.fromtimestamp(one["since"] / 1_000_000, UTC)} for one in found]
    return {"waits": sorted(told, key=lambda one: (one["since"], one["guid"]))}


def attendance(found: Documents, _: Owner) -> dict[str, Any]:
    """Which door they went through when, and who said so."""
    scans = [scan for one in found for scan in one.get("scans", ())]
    told = [{name: scan[name] for name in ("guid", "way", "at", "by")} for scan in scans]
    return {"attendance": sorted(told, key=lambda one: one["at"])}


def team(found: Documents, owner: Owner) -> dict[str, Any]:
    """The team they are in: what they gave to it, and how many it has. The code that lets others in is not theirs."""
    if not found:
        return {"team": None}
    [one] = found
    [name] = [member["name"] for member in one["members"] if member["participant"] == owner.participant]
    shared = [goal["goal"]["statement"] for goal in one["goals"] if goal["by"] == owner.participant]
    return {"team": {"your_name": name, "your_goals": shared, "members": len(one["members"])}}


def company(found: Documents, _: Owner) -> dict[str, Any]:
    """What the team settled for them. Where colleagues go and what those want is theirs alone."""
    one: Mapping[str, Any] = found[0] if found else {}
    return {"settled_with_team": sorted(one.get("settled", ()))}


def calendar(found: Documents, _: Owner) -> dict[str, Any]:
    """What the calendar that follows their day showed last. Its address is a key and stays out."""
    told = [{"changed_at": one["changed_at"], "shown": list(one["shown"])} for one in found]
    return {"calendar": told[0] if told else None}


def rebuild(found: Documents, _: Owner) -> dict[str, Any]:
    """Which programme their agenda is about to be compared with."""
    return {"to_be_compared_with_programme": found[0]["programme"] if found else None}
