"""Addresses on the web: those of sessions, and of what lies beside them."""

from typing import Any
from urllib.parse import urljoin

from pydantic import TypeAdapter, ValidationError

from services.recommendations.programme_files.texts import same_words, short, worded
from shared.contracts.recommendations import Link, Url

MOST_LINKS = 50
_ADDRESSES = ("url", "href", "link")
_TITLES = ("title", "name")
_url: TypeAdapter[str] = TypeAdapter(Url)


def web_address(value: Any) -> str | None:
    """The address, None if it is none of the web, such as one within another system."""
    try:
        return _url.validate_python(str(value or "").strip())
    except ValidationError:
        return None


def canonical(value: Any) -> list[dict[str, Any]]:
    """Links or attachments as objects with a `url`, and a `title` where they have one, and what else is said."""
    found = (_reference(one) for one in (value if isinstance(value, list) else []))
    return [one for one in found if one["url"]]


def links_of(value: Any) -> tuple[Link, ...]:
    """Those that lead somewhere, as sessions have them."""
    found = ((web_address(one["url"]), short(one.get("title"), 300)) for one in canonical(value))
    return tuple(Link(url=url, title=title or None) for url, title in found if url)[:MOST_LINKS]


def same_links(said: list[dict[str, Any]], fitted: tuple[Link, ...]) -> bool:
    """Whether links say no more than these."""
    return len(said) == len(fitted) and all(
        set(one) <= {"url", "title"} and one["url"] == link.url and same_words(one.get("title"), link.title)
        for one, link in zip(said, fitted, strict=True)
    )


def absolute(attachments: Any, base: str) -> list[dict[str, str]]:
    """Attachments with the address that leads to them from anywhere, as far as it is known."""
    made = ((one, web_address(urljoin(base, one["url"]))) for one in canonical(attachments))
    return [{"url": url, "title": short(one.get("title"), 300)} for one, url in made if url]


def _reference(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict):
        return {"url": worded(said).strip()}
    url = next((text for key in _ADDRESSES if (text := worded(said.get(key)).strip())), "")
    title = next((text for key in _TITLES if (text := worded(said.get(key)).strip())), "")
    rest = {key: one for key, one in said.items() if key not in (*_ADDRESSES, *_TITLES) and one}
    return {"url": url, **({"title": title} if title and title != url else {}), **rest}
