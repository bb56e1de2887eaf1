"""The golden payloads, and the demo forms that map them."""

import json
from pathlib import Path
from typing import Any

from shared.forms.builders import read
from shared.forms.definition import Form, load_form
from shared.forms.mapping import Mapped, map_submission

ROOT = Path(__file__).parents[3]
PAYLOADS = ROOT / "tests" / "integration" / "registration" / "hooks"


def payload(name: str) -> Any:
    return json.loads((PAYLOADS / f"{name}.json").read_bytes())


def demo(name: str) -> Form:
    return load_form(ROOT / "deploy" / "demo" / "forms" / f"{name}-demo.toml")


def mapped(name: str, sent: Any = None) -> Mapped:
    """A payload of this builder, the golden one unless given, by its demo form."""
    form = demo(name)
    return map_submission(form, read(form.builder, payload(name) if sent is None else sent))


def answers(result: Mapped) -> dict[str, str]:
    return {answer.question: answer.value for answer in result.answers}


def said(result: Mapped) -> dict[str, Any]:
    """The signup as JSON, without what was not said."""
    assert result.signup is not None, result.lacks
    found = result.signup.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"answers"})
    return {name: value for name, value in found.items() if value not in ("", [], {})}
