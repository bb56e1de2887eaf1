"""Sending a programme, and waiting where the answer says that waiting helps."""

import time
from collections.abc import Callable
from typing import Any

import httpx

from deploy.cli.running import fail

UNTIL_KNOWN = 15.0
"""Seconds a conference may take from registration to recommendations."""
_SHOWN = 50
"""Faults on the screen; --json has them all."""

FILE = "application/octet-stream"
"""What a file is, is seen from what is in it."""
Wait = Callable[[httpx.Response], bool]


def put(
    client: httpx.Client, url: str, content: bytes, *, wait: Wait, media_type: str = FILE, as_json: bool = False
) -> dict[str, Any]:
    """PUT, again after a moment while `wait` says so. Ends the program with what is wrong."""
    until = time.monotonic() + UNTIL_KNOWN
    while True:
        response = sent(client, "PUT", url, content, media_type)
        if response.status_code < 300:
            answer: dict[str, Any] = response.json()
            return answer
        if not (response.status_code == 503 or wait(response)) or time.monotonic() > until:
            explain(response, as_json=as_json)
        time.sleep(0.3)


def sent(
    client: httpx.Client, method: str, url: str, content: bytes | None = None, media_type: str = FILE
) -> httpx.Response:
    """One request. Ends the program where nobody answers."""
    try:
        return client.request(method, url, content=content, headers={"Content-Type": media_type})
    except httpx.HTTPError as problem:
        fail(f"{url.partition('?')[0]} does not answer ({type(problem).__name__}). Is it running?")


def explain(response: httpx.Response, *, as_json: bool = False) -> None:
    """End the program with what is wrong, and where."""
    try:
        problem = response.json()
    except ValueError:
        fail(f"{response.url} answered {response.status_code}.")
    if as_json:
        print(response.text)
        raise SystemExit(1)
    errors = problem.get("errors", [])
    lines = [f"  {_place(error)}{error['detail']}" for error in errors[:_SHOWN]]
    lines += [f"  and {len(errors) - _SHOWN} more: --json has them all"] * (len(errors) > _SHOWN)
    lines += _hint(problem)
    fail("\n".join([f"{response.status_code} {problem.get('title', '')}: {problem.get('detail', '')}", *lines]))


def _place(error: dict[str, Any]) -> str:
    """Where it is, as far as that is known, and a colon."""
    line, name = next((f"{what} {error[what]}" for what in ("line", "row") if what in error), ""), error["field"]
    if name and "column" in error:
        name = f"{name} (column {error['column']})"
    words = ", ".join(filter(None, (line, name)))
    return f"{words}: " if words else ""


def _hint(problem: dict[str, Any]) -> list[str]:
    file = problem.get("file", {})
    if "starts_on" not in file:
        return []
    if any("not known here" in error["detail"] for error in problem.get("errors", [])):
        return ["With --dates-from-file it is made from what the file says of it."]
    if "conference" not in problem:
        return []
    days = f"{file['starts_on']} to {file['ends_on']}" + (f" ({file['zone']})" if "zone" in file else "")
    return [f"The file's days are {days}. With --dates-from-file they become the conference's."]
