"""The conference of a programme: published from our own file, or given the days of somebody else's."""

import json
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Dated:
    """A conference as it is with the file's days, and what importing the file into it would change."""

    conference: dict[str, Any]
    new: bool
    answer: dict[str, Any]

    @property
    def days(self) -> dict[str, str]:
        """When and on which clock it is."""
        return {name: str(self.conference[name]) for name in ("starts_on", "ends_on", "zone")}


def dated(
    client: httpx.Client, registration: str, programme: str, given: Handed, zone: str | None, *, as_json: bool
) -> Dated:
    """Look at the file and at what is there; nothing is done yet. `zone`: of a new conference whose file names none."""
    found = sent(client, "GET", f"{registration}/v1/conferences/{quote(given.slug, safe='')}")
    if found.status_code not in (200, 404):
        explain(found)
    known: dict[str, Any] = found.json() if found.status_code == 200 else {"slug": given.slug, **_CLOSED}
    # What registration knows may be on its way to recommendations still.
    own = zone or known.get("zone")
    url = f"{programme}?dry_run=true&with_its_days=true"
    if own:
        url += f"&zone={quote(own, safe='')}"
    answer = put(client, url, given.content, wait=lambda _: False, as_json=as_json)
    file = {**answer["file"]}
    name = file.pop("title", given.slug)
    conference = {"name": name, "zone": own, **known, **file}
    if zone and conference["zone"] != zone:
        fail(f"{given.slug} is on the clock of {conference['zone']}, so --zone {zone} cannot be: leave it out")
    return Dated(conference, found.status_code == 404, answer)


def until_known(days: dict[str, str] | None) -> Callable[[httpx.Response], bool]:
    """Whether recommendations has not heard of the conference yet, or not of these days of it."""

    def wait(response: httpx.Response) -> bool:
        if "not known here" in response.text:
            return True
        known = response.json().get("conference") if response.status_code == 422 else None
        return bool(days and known and known != days)

    return wait
