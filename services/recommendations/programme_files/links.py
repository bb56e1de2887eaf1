"""Addresses on the web: those of sessions, and of what lies beside them."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from services.recommendations.programme_files.texts import same_words, short
from shared.contracts.recommendations import Link, Url

MOST_LINKS = 50
_url: TypeAdapter[str] = TypeAdapter(Url)


def web_address(value: Any) -> str | None:
    """The address, None if it is none of the web, such as one within another system."""
    try:
        return _url.validate_python(str(value or "").strip())
    except ValidationError:
        return None


def links_of(value: Any) -> tuple[Link, ...]:
    """Those that lead somewhere."""
    found = (_link(one) for one in (value if isinstance(value, list) else []))
    return tuple(link for link in found if link)[:MOST_LINKS]


def same_links(said: Any, fitted: tuple[Link, ...]) -> bool:
    """Whether links say no more than these."""
    return not said or (
        isinstance(said, list)
        and len(said) == len(fitted)
        and all(_says_no_more(one, link) for one, link in zip(said, fitted, strict=True))
    )


def _says_no_more(one: Any, link: Link) -> bool:
    return (
        isinstance(one, dict)
        and set(one) <= {"url", "title"}
        and one.get("url") == link.url
        and same_words(one.get("title"), link.title)
    )


def _link(said: Any) -> Link | None:
    if isinstance(said, str):
        said = {"url": said}
    if not isinstance(said, dict):
        return None
    url = web_address(said.get("url") or said.get("href") or said.get("link"))
    title = short(said.get("title") or said.get("name"), 300)
    return Link(url=url, title=title or None) if url else None
