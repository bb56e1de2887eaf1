"""What a mail says, as plain text and as HTML."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notifications.mails.letter import Letter
from shared import spoken
from shared.languages import _
from shared.templates import speak

_LINK = re.compile(r"://|(?<=\w)\.(?=[^\W\d_]{2})")
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words twice."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Button:
    """What a mail is there to lead to."""

    words: str
    url: str


def write(template: str, letter: Letter, subject: str, button: Button | None = None, **values: Any) -> Words:
    """Fill in both templates of this name. The button opens the agenda unless it is another one."""
    values |= {
        "subject": subject,
        "conference": letter.conference,
        "name": letter.contact.name,
        "button": button or Button(_("Open your agenda"), letter.agenda_url),
        "agenda_url": letter.agenda_url,
        "manage_url": letter.manage_url,
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
speak(_templates)
_templates.filters |= {
    "unlinked": unlinked,
    "spoken_day": lambda day: spoken.spoken_dates_in_full(day, day),
    "spoken_zone": spoken.spoken_zone,
}
