"""The console as a browser meets it: a session in a cookie, and the forms of its pages."""

import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx

from services.registration.participants.documents import document_of
from services.registration.participants.life import State
from services.registration.participants.person import Person
from shared.contracts.registration import Signup
from tests.integration.registration.site import SLUG, signup

PASSWORD = "the password of these tests"
HERE = f"/console/conferences/{SLUG}"
PAGES = (HERE, f"{HERE}/participants", f"{HERE}/places", f"{HERE}/live", f"{HERE}/places/live")
BROWSER = {"Accept": "text/html,application/xhtml+xml", "Sec-Fetch-Site": "same-origin"}
_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]{64})"')


def form_token(page: httpx.Response) -> str:
    """What the forms of a page carry."""
    found = _TOKEN.search(page.text)
    assert found, page.text
    return found[1]


async def log_in(site: httpx.AsyncClient, password: str = PASSWORD, **headers: str) -> httpx.Response:
    """Send the login form."""
    return await site.post("/console/login", data={"password": password}, headers={**BROWSER, **headers})


@asynccontextmanager
async def organiser(site: httpx.AsyncClient):
    """The site as an organiser's browser has it, logged in."""
    site.headers.update(BROWSER)
    assert (await log_in(site)).status_code == 303
    yield site
    site.cookies.clear()


async def send(site: httpx.AsyncClient, address: str, **fields: Any) -> httpx.Response:
    """Open a page and send one of its forms."""
    page = await site.get(address)
    assert page.status_code == 200
    return await site.post(address, data={"form_token": form_token(page), **fields})


def participant(number: int = 0, **changes: Any) -> dict[str, Any]:
    """A participant's document. `changes` are those of a Person, or of what they said."""
    own = {name: changes.pop(name) for name in [*changes] if name in Person.__slots__}
    said = Signup.model_validate(signup(email=f"person{number}@example.org", **changes))
    at = own.get("signed_up_at") or datetime.now(UTC) - timedelta(minutes=number)
    whole = {"id": str(uuid4()), "conference": SLUG, "state": State.CONFIRMED, "version": 1, "signup": said}
    person = Person(**{**whole, "name": said.name, "email": said.email, **own, "signed_up_at": at})
    entry = {"id": str(uuid4()), "type": "participant.registered.v1", "time": at}
    return {"_id": person.id, **document_of(person), "history": [entry]}
