"""The conference of a programme: published from our own file, or given the days of somebody else's."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx

from deploy.cli.programme_file import Handed
from deploy.cli.programme_sending import explain, put, sent
from deploy.cli.running import fail

_CLOSED = {"place": "To be announced", "capacity": 1000, "open": False}
"""What a schedule does not say of its conference. Nobody signs up before an organiser has."""


def publish(client: httpx.Client, registration: str, conference: dict[str, Any]) -> None:
    """Publish it whole."""
    url = f"{registration}/v1/conferences/{quote(str(conference['slug']), safe='')}"
    put(client, url, json.dumps(conference).encode(), wait=lambda _: False, media_type="application/json")


def take_days(client: httpx.Client, registration: str, programme: str, given: Handed) -> dict[str, str]:
    """Give the conference the days and the zone of the file, and make it where there is none. Answers them."""
    days = _days_of(sent(client, "PUT", f"{programme}?dry_run=true", given.content), given)
    found = sent(client, "GET", f"{registration}/v1/conferences/{quote(given.slug, safe='')}")
    if found.status_code not in (200, 404):
        explain(found)
    known = found.json() if found.status_code == 200 else {"slug": given.slug, **_CLOSED}
    known = {"name": days.pop("title", given.slug), **known, **days}
    known.setdefault("zone", "UTC")
    publish(client, registration, known)
    return {name: str(known[name]) for name in ("starts_on", "ends_on", "zone")}


def until_known(days: dict[str, str] | None) -> Callable[[httpx.Response], bool]:
    """Whether recommendations has not heard of the conference yet, or not of these days of it."""

    def wait(response: httpx.Response) -> bool:
        if "not known here" in response.text:
            return True
        known = response.json().get("conference") if response.status_code == 422 else None
        return bool(days and known and known != days)

    return wait


def _days_of(response: httpx.Response, given: Handed) -> dict[str, str]:
    if response.status_code not in (200, 422):
        explain(response)
    file: dict[str, str] = response.json().get("file", {})
    if "starts_on" not in file:
        fail(f"{given.name}: does not say on which days it is")
    return file
