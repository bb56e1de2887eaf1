"""What the organiser asks a service about one conference, and what is said where that does not work."""

from typing import Any, Self
from urllib.parse import quote

import httpx

from deploy.cli.running import fail, find


class Client:
    """Requests below `/v1/conferences/{slug}/` with the organiser's token. Ends the program where nobody answers."""

    def __init__(self, base: str, token: str) -> None:
        self._http = httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}, timeout=120)

    @classmethod
    def of(cls, service: str, url: str | None, token: str | None, conference: str) -> Self:
        """Of a service by its name: from the option, the environment or the run file."""
        base = find(url, f"{service.upper()}_URL", service, f"--{service}").rstrip("/")
        bearer = find(token, "ORGANISER_TOKEN", "organiser_token", "--token")
        return cls(f"{base}/v1/conferences/{quote(conference, safe='')}", bearer)

    def get(self, path: str, **how: Any) -> httpx.Response:
        """GET."""
        return self._ask("GET", path, **how)

    def post(self, path: str, **how: Any) -> httpx.Response:
        """POST."""
        return self._ask("POST", path, **how)

    def _ask(self, method: str, path: str, **how: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **how)
        except httpx.HTTPError as problem:
            fail(f"{self._http.base_url} does not answer ({type(problem).__name__}). Is it running?")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()


def explained(response: httpx.Response, *, unless: str = "") -> Any:
    """The answer. Ends the program with what is wrong, unless that is told in a member of this name."""
    try:
        answer: Any = response.json() if "json" in response.headers.get("content-type", "") else None
    except ValueError:
        answer = None
    fine = response.status_code < 400 or (unless and isinstance(answer, dict) and unless in answer)
    if not fine and not isinstance(answer, dict):
        fail(f"{response.url} answered {response.status_code}.")
    if not fine:
        lines = [f"  {error['field']}: {error['detail']}" for error in answer.get("errors", [])]
        fail("\n".join([f"{response.status_code} {answer.get('title', '')}: {answer.get('detail', '')}", *lines]))
    return answer
