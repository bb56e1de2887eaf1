"""Form builders as they post: the golden payloads, signed with the secrets of these tests."""

import base64
import hmac
import json
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx

HERE = Path(__file__).parent / "hooks"
FORMS = Path(__file__).parents[3] / "deploy" / "demo" / "forms"
WEBHOOK_KEY = b"twenty-four bytes or more"
SECRETS = {
    "TYPEFORM_DEMO_SECRET": "the typeform secret of these tests",
    "TALLY_DEMO_SECRET": "the tally secret of these tests",
    "JOTFORM_DEMO_SECRET": "the jotform token of these tests",
    "GOOGLE_DEMO_SECRET": f"whsec_{base64.b64encode(WEBHOOK_KEY).decode()}",
}


def golden(name: str) -> Any:
    """A golden payload, which may be changed."""
    return json.loads((HERE / f"{name}.json").read_bytes())


@dataclass
class Post:
    """What a builder sends."""

    path: str
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)

    async def to(self, site: httpx.AsyncClient) -> httpx.Response:
        """Send it."""
        return await site.post(self.path, content=self.content, headers=self.headers)


def typeform(payload: Any = None, *, delivery: str | None = None) -> Post:
    """Typeform posts; a delivery of its own unless named."""
    sent = golden("typeform") if payload is None else payload
    if isinstance(sent, dict):
        sent["event_id"] = delivery or str(uuid4())
    return typeform_bytes(json.dumps(sent).encode())


def typeform_bytes(body: bytes) -> Post:
    """Any bytes with Typeform's signature."""
    signature = _signature(SECRETS["TYPEFORM_DEMO_SECRET"].encode(), body)
    headers = {"Typeform-Signature": f"sha256={signature}", "Content-Type": "application/json"}
    return Post("/v1/hooks/typeform-demo", body, headers)


def tally(payload: Any = None, *, delivery: str | None = None) -> Post:
    """Tally posts."""
    sent = payload or golden("tally")
    sent["data"]["responseId"] = sent["data"]["submissionId"] = delivery or str(uuid4())
    body = json.dumps(sent).encode()
    headers = {
        "Tally-Signature": _signature(SECRETS["TALLY_DEMO_SECRET"].encode(), body),
        "Content-Type": "application/json",
    }
    return Post("/v1/hooks/tally-demo", body, headers)


def jotform(payload: Any = None, *, delivery: str | None = None, multipart: bool = True) -> Post:
    """Jotform posts form fields, and has no other secret than the address."""
    sent = payload or golden("jotform")
    sent["submissionID"] = delivery or str(uuid4())
    path = f"/v1/hooks/jotform-demo?{urlencode({'token': SECRETS['JOTFORM_DEMO_SECRET']})}"
    if multipart:
        made = httpx.Request("POST", "http://x", files={name: (None, value) for name, value in sent.items()})
    else:
        made = httpx.Request("POST", "http://x", data=sent)
    return Post(path, made.read(), {"Content-Type": made.headers["Content-Type"]})


def google(payload: Any = None, *, delivery: str | None = None, sent_at: int | None = None) -> Post:
    """The script behind a Google Form posts, as Standard Webhooks."""
    body = json.dumps(golden("google") if payload is None else payload).encode()
    id, now = delivery or str(uuid4()), str(sent_at or int(time.time()))
    headers = {
        "webhook-id": id,
        "webhook-timestamp": now,
        "webhook-signature": f"v1,{_signature(WEBHOOK_KEY, f'{id}.{now}.'.encode() + body)}",
        "Content-Type": "application/json",
    }
    return Post("/v1/hooks/google-demo", body, headers)


BUILDERS = {"typeform": typeform, "tally": tally, "jotform": jotform, "google": google}


def _signature(key: bytes, message: bytes) -> str:
    return base64.b64encode(hmac.new(key, message, sha256).digest()).decode()
