"""The pages of attendance: functions that take what is to be said and return HTML."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from babel.numbers import format_decimal

from services.recommendations.attendance.notices import Kind
from services.recommendations.attendance.phone import Phone, Sitting
from services.recommendations.attendance.qr import qr
from services.recommendations.attendance.scan import Way
from shared import spoken
from shared.contracts.registration import Conference
from shared.languages import current_language
from shared.web.pages import environment


def _hours(hours: Decimal) -> str:
    """`0.25`, or `0,25` where people write it so."""
    return str(format_decimal(hours, format="0.00", locale=str(current_language())))


_pages = environment(Path(__file__).parent)
_pages.filters |= {
    "spoken_day": spoken.spoken_day,
    "clock": spoken.clock,
    "clock_of_day": spoken.clock_of_day,
    "length": spoken.length,
    "qr": qr,
    "hours": _hours,
}


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page with buttons needs: where somebody is, where the buttons post to, and what was done or refused."""

    sitting: Sitting
    inside: bool
    key: str
    done: Way | None = None
    refusal: str = ""


def phone_page(conference: Conference, phone: Phone, *, badge_url: str, mark: str, agenda_url: str, key: str) -> str:
    """Somebody's own page: their code, where they are, their goals, their hours."""
    values = {"badge_url": badge_url, "mark": mark, "agenda_url": agenda_url, "key": key}
    return _pages.get_template("phone.html").render(conference=conference, phone=phone, **values)


def at_door_page(turn: Turn) -> str:
    """What the code at a session's door opens, for somebody whose phone knows who they are."""
    return _pages.get_template("at_door.html").render(turn=turn)


def badge_page(turn: Turn, mark: str) -> str:
    """What somebody's code opens on the phone of those at the door."""
    return _pages.get_template("badge.html").render(turn=turn, mark=mark)


def doors_page(
    conference: Conference,
    sittings: Sequence[Sitting],
    *,
    here: str,
    chosen: Sitting | None = None,
    near: Collection[str] = (),
) -> str:
    """The sessions, to choose the door one stands at, those that are `near` first; or that one, chosen."""
    first = [one for one in sittings if one.session.guid in near]
    rest = [one for one in sittings if one.session.guid not in near]
    values = {"first": first, "rest": rest, "here": here, "chosen": chosen}
    return _pages.get_template("doors.html").render(conference=conference, **values)


def codes_page(conference: Conference, codes: Sequence[tuple[Sitting, str]]) -> str:
    """A code for the door of every session, each on a sheet of its own."""
    return _pages.get_template("codes.html").render(conference=conference, codes=codes)


def notice_page(kind: Kind, signup_url: str = "") -> str:
    """There is nothing to press, and what to do instead."""
    return _pages.get_template("notice.html").render(kind=kind, signup_url=signup_url)
