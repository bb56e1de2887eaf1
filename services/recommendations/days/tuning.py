"""What somebody can set on their agenda, as its page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from services.recommendations.days.ports import Setting
from services.recommendations.days.translation import moves_of
from services.recommendations.domain.moves import standing
from services.recommendations.reading import Reading
from shared.contracts.recommendations import Pin, Preferences, Session

Typed = Mapping[str, str]
"""The fields of a form as they were filled in."""
SLIDERS = ("goals", "areas", "steps", "lengths")
STRETCHES = (45, 60, 90, 120, 180)
PAUSES = (10, 15, 20, 30, 45)
MOST = (60, 120, 180, 240, 300, 360)


@dataclass(frozen=True, slots=True)
class Tuning:
    """The forms of a page."""

    action: str
    """What the addresses of all of them begin with."""
    pins: Mapping[str, Pin]
    aside: tuple[Session, ...]
    """Sessions they said something about that are not in their day."""
    fields: Typed
    stretches: tuple[int, ...] = STRETCHES
    pauses: tuple[int, ...] = PAUSES
    most: tuple[int, ...] = MOST
    saved: str = ""
    """What was saved a moment ago."""
    errors: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    """They left for a day, which ends there."""
    back: bool = False
    """They left for today, and can come back."""


def tuning_of(
    action: str,
    setting: Setting,
    reading: Reading,
    now: datetime,
    *,
    saved: str = "",
    typed: Typed | None = None,
    errors: Mapping[str, str],
) -> Tuning:
    """The forms, filled in with what is set, or with what was typed where that needs another look."""
    said = setting.preferences or Preferences(version=1)
    stands = standing(moves_of(setting), ZoneInfo(reading.conference.zone))
    planned = {item.guid for item in reading.kept.items}
    aside = [reading.sessions[guid] for guid in said.pins if guid in reading.sessions and guid not in planned]
    return Tuning(
        action=action,
        pins=said.pins,
        aside=tuple(sorted(aside, key=lambda session: (session.start.timestamp(), session.guid))),
        fields=typed if typed is not None else fields_of(said),
        stretches=_with(STRETCHES, said.longest_stretch),
        pauses=_with(PAUSES, said.pause),
        most=_with(MOST, said.most_minutes),
        saved=saved,
        errors=errors,
        cut=bool(stands.closed),
        back=stands.gone(now),
    )


def fields_of(said: Preferences) -> dict[str, str]:
    """The form as it would have to be filled in to set this."""
    return {
        **{name: str(getattr(said.sliders, name)) for name in SLIDERS},
        "longest_stretch": str(said.longest_stretch or ""),
        "pause": str(said.pause),
        "most_minutes": str(said.most_minutes or ""),
        "earliest": f"{said.earliest:%H:%M}" if said.earliest else "",
        "latest": f"{said.latest:%H:%M}" if said.latest else "",
        "in_part": "on" if said.in_part else "",
        "each_goal": "on" if said.each_goal else "",
    }


def _with(choices: Iterable[int], chosen: int | None) -> tuple[int, ...]:
    """The choices, and one that was set elsewhere."""
    return tuple(sorted({*choices, *((chosen,) if chosen else ())}))
