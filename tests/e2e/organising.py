"""What an organiser does for a test in a browser."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

from tests.stack.product import Product

PATIENCE = 30.0
"""Seconds until a service has heard of a conference from the other."""


@contextmanager
def own_conference(product: Product, conference: dict[str, Any], sessions: Sequence[dict[str, Any]]) -> Iterator[None]:
    """A conference of the test's own. It is closed afterwards: where one is open alone, its form is the front page."""
    slug = conference["slug"]
    url = f"{product.url('registration')}/v1/conferences/{slug}"
    headers = {"Authorization": f"Bearer {product.credentials.organiser_token}"}
    programme = {"conference": slug, "sessions": list(sessions)}
    with httpx.Client(headers=headers, timeout=30) as organiser:
        organiser.put(url, json=conference).raise_for_status()
        _put(organiser, f"{product.url('recommendations')}/v1/programme", programme)
        yield
        organiser.put(url, json={**conference, "open": False}).raise_for_status()


def _put(organiser: httpx.Client, url: str, body: dict[str, Any]) -> None:
    deadline = time.monotonic() + PATIENCE
    while (answer := organiser.put(url, json=body)).status_code >= 300:
        assert time.monotonic() < deadline, answer.text
