"""Files to be kept by whoever asks for them."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response
from pydantic_core import to_json


def json_file(told: Mapping[str, Any], name: str) -> Response:
    """A JSON file that people can read, too. `name`: of ASCII letters, digits, dashes and dots."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(to_json(told, indent=2), media_type="application/json", headers=headers)
