"""One answer read for one field. Each raises ValueError, with words for the organiser, where it does not fit."""

import re
from datetime import time

from pydantic import EmailStr, TypeAdapter, ValidationError

from shared.contracts.registration import Address
from shared.contracts.vocabulary import Area, Window

_plausible: TypeAdapter[str] = TypeAdapter(EmailStr)
_address: TypeAdapter[str] = TypeAdapter(Address)
_WINDOW = re.compile(r"(\d{1,2}[:.]\d{2})\s*(?:-|–|—|to|a)\s*(\d{1,2}[:.]\d{2})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(:\d{2})?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minute|minutes|minutos)?\.?", re.IGNORECASE)


def email(text: str) -> str:
    """An e-mail address."""
    try:
        return _address.validate_python(_plausible.validate_python(text))
    except ValidationError as invalid:
        raise ValueError("is no e-mail address") from invalid


def area(text: str) -> Area:
    """An area, as people write it: `Progress monitoring`."""
    try:
        return Area(text.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError as unknown:
        raise ValueError(f"is none of the areas {', '.join(Area)}") from unknown


def step(text: str) -> int:
    """A place on the spectrum."""
    if text.strip() not in ("1", "2", "3", "4"):
        raise ValueError("is not 1, 2, 3 or 4")
    return int(text)


def priority(text: str) -> int:
    """How much a goal matters, 1 most."""
    if text.strip() not in ("1", "2", "3"):
        raise ValueError("is not 1, 2 or 3")
    return int(text)


def window(text: str) -> Window:
    """Hours of the day: `09:00-12:30`."""
    match = _WINDOW.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError  # noqa: TRY301 - the same words for all that can be wrong
        start, end = (_time(part) for part in match.groups())
        return Window(start=start, end=end)
    except ValueError as wrong:
        raise ValueError("is not hours such as 09:00-12:30") from wrong


def time_of_day(text: str) -> str:
    """`9:05 pm`, as people and spreadsheets write it, as `21:05`; anything else as it is."""
    match = _TIME.fullmatch(text)
    if match is None:
        return text
    hour, seconds, half = int(match[1]), match[3] or "", (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return text
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{match[2]}{'' if seconds == ':00' else seconds}"


def length(text: str) -> int:
    """Minutes: `30`, `30 minutes`."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not 5 <= int(match[1]) <= 480:
        raise ValueError("is not minutes from 5 to 480")
    return int(match[1])


def _time(text: str) -> time:
    hour, minute = re.split("[:.]", text)
    return time(int(hour), int(minute))
