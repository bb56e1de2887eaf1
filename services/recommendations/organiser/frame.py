"""The frame of the organiser's pages: where their templates are, and what all of them say alike."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal, format_percent
from jinja2 import Environment

from shared import spoken
from shared.charts import share
from shared.contracts.registration import Conference
from shared.languages import _, current_language
from shared.web.pages import environment, render


def organiser_pages(folder: Path) -> Environment:
    """Templates of one room, which extend `organiser.html`."""
    pages = environment(folder, Path(__file__).parent / "pages")
    pages.filters |= {
        "number": lambda number: format_decimal(number, locale=current_language()),
        "percent": lambda part, format=None: format_percent(part, format=format, locale=current_language()),
        "share": share,
        "spoken_dates": lambda conference: spoken.spoken_dates(conference.starts_on, conference.ends_on),
    }
    return pages


def moment_in(conference: Conference) -> Callable[[datetime], str]:
    """Says when something was, or is, on the conference's clock."""
    zone = ZoneInfo(conference.zone)

    def moment(instant: datetime) -> str:
        local = instant.astimezone(zone)
        return _("%(day)s, %(time)s", day=spoken.spoken_date(local.date()), time=spoken.clock_of_day(local))

    return moment


def expired_page() -> str:
    """The link opens nothing any more."""
    words = _("Open the page again from the console, or ask for a new link with desirepath demand --link.")
    return render("error.html", status=410, title=_("This link has expired"), words=words)
