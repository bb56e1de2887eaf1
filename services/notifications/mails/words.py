"""What a mail says, as plain text and as HTML."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notifications.mails.letter import Letter
from shared import spoken

_LINK = re.compile(r"://|(?<=\w)\.(?=[^\W\d_]{2})")
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words twice."""

    text: str
    html: str


def write(template: str, letter: Letter, subject: str, **values: Any) -> Words:
    """Fill in both templates of this name."""
    values |= {
        "subject": subject,
        "conference": letter.conference,
        "name": letter.contact.name,
        "agenda_url": letter.agenda_url,
    }
    return Words(
        text=_templates.get_template(f"{template}.txt").render(values),
        html=_templates.get_template(f"{template}.html").render(values),
    )


def unlinked(text: str) -> str:
    """The text with web addresses that mail programs do not make into links: they look the same and lead nowhere.

    Anyone can sign up with anyone's address, and what they type goes to its owner in a mail of ours.
    """
    return _LINK.sub(lambda found: found[0] + _WORD_JOINER, text)


_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_templates.filters |= {
    "unlinked": unlinked,
    "spoken_day": lambda day: spoken.spoken_dates_in_full(day, day),
    "spoken_zone": spoken.spoken_zone,
    "counted": spoken.counted,
}
