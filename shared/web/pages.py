"""Server-rendered pages: templates, and the looks they share."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.templates import speak
from shared.web.language import other_languages

HERE = Path(__file__).parent
STATIC = HERE / "static"


def environment(*folders: Path) -> Environment:
    """Templates from these folders, then the shared ones. Everything is escaped; an unknown name is an error."""
    pages = Environment(
        loader=FileSystemLoader([*folders, HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speak(pages)
    pages.globals["other_languages"] = other_languages
    return pages


_shared = environment()


def render(template: str, **values: Any) -> str:
    """Render one of the shared templates."""
    return _shared.get_template(template).render(**values)
