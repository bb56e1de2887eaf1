"""The one page of notifications: what went out."""

from collections.abc import Mapping
from pathlib import Path

from services.notifications.domain import State
from shared.contracts.notifications import Template
from shared.web.pages import environment

_templates = environment(Path(__file__).parent)


def messages_page(counts: Mapping[tuple[str, str], int]) -> str:
    """A table of messages by template and state."""
    return _templates.get_template("messages.html").render(
        counts=counts, templates=list(Template), states=list(State)
    )
