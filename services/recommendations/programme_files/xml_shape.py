"""What schedule.xml may hold where, as its schema has it, and what of a value it can say."""

from collections.abc import Callable, Mapping
from typing import Any

from services.recommendations.programme_files.found import Says
from services.recommendations.programme_files.links import canonical, links_of, same_links
from services.recommendations.programme_files.schedule_json_shape import Fits, matches, text
from services.recommendations.programme_files.xml_text import writable

_DAY = r"\d{4}-\d{2}-\d{2}"
web = matches(r"https?://\S*")
date = matches(rf"{_DAY}|{_DAY}T\d{{2}}:\d{{2}}:\d{{2}}(?:\.\d+)?(?:Z|[+-]\d{{2}}:\d{{2}})")
colour = matches("#[0-9a-fA-F]{6}")
track_slug = matches("[a-z][a-z0-9-]+")
slug = matches(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}")
uuid = matches("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
code = matches("[0-9A-Z]{6}")
length = matches("[0-9]{1,2}:[0-9]{2}(?::[0-9]{1,2})?")

CONFERENCE: Mapping[str, Fits] = {
    "title": text,
    "acronym": matches("[a-z0-9_-]{4,}"),
    "start": date,
    "end": date,
    "timeslot_duration": length,
    "time_zone_name": text,
    "logo": web,
    "url": web,
}


def colours(said: Any) -> dict[str, str] | None:
    """Those that are colours, if there is a first one."""
    given = said if isinstance(said, dict) else {}
    fitting = {key: one for key, one in given.items() if colour(one) and key.isidentifier()}
    return fitting if "primary" in fitting else None


def references(*attributes: str) -> Callable[[Any], list[dict[str, str]]]:
    """What can be said of links or attachments that have these attributes."""

    def projected(said: Any) -> list[dict[str, str]]:
        kept = ("url", "title", *attributes)
        told = ({key: words(one[key]) for key in kept if key in one} for one in canonical(said))
        return canonical([{key: one for key, one in each.items() if one} for each in told])

    return projected


def words(said: Any) -> str:
    """A text as it comes back."""
    return writable(str(said)).strip()


def _only(fits: Fits) -> Callable[[Any], str | None]:
    return lambda said: (words(said) or None) if fits(said) else None


def _more_than_links(said: Any) -> list[dict[str, str]] | None:
    told = references("type", "service")(said)
    return None if same_links(told, links_of(told)) else told


SAYS: Says = {
    **dict.fromkeys(("logo", "feedback_url", "origin_url", "video_download_url"), _only(web)),
    **dict.fromkeys(("recording_url", "recording_link"), _only(web)),
    "recording_license": _only(text),
    "do_not_record": lambda said: True if said else None,
    "attachments": lambda said: references("type")(said) or None,
    "links": _more_than_links,
}
FRAME_SAYS: Says = {**{name: _only(fits) for name, fits in CONFERENCE.items()}, "colors": colours}
