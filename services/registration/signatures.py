"""How a form builder proves that a delivery is its own: each scheme as its builder documents it."""

import base64
import binascii
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from shared.forms.definition import Builder, Form, Scheme, UnusableForm

TOLERANCE = 300
"""Seconds a Standard Webhooks delivery may be old, or ahead of this clock."""
SHORTEST_SECRET = 16
"""Characters."""
_PREFIX = "whsec_"
_SECONDS = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request, as it came. Names of headers in small letters."""

    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes = b""


Proof = Callable[[Delivery, datetime], bool]
"""Whether a delivery that came at this instant is genuine."""


def proof_for(form: Form, environment: Mapping[str, str]) -> Proof:
    """The check for one form. Raises UnusableForm where its secret is missing or none."""
    secret = environment.get(form.secret_env, "").strip()
    if not secret:
        raise UnusableForm(f"{form.secret_env} is not set: it holds the secret of a form for {form.builder}")
    if len(secret) < SHORTEST_SECRET:
        raise UnusableForm(f"{form.secret_env} is too short: a secret has at least {SHORTEST_SECRET} characters")
    match form.builder:
        case Builder.TYPEFORM:
            return _headed("typeform-signature", secret, "sha256=")
        case Builder.TALLY:
            return _headed("tally-signature", secret)
        case Builder.JOTFORM:
            return _token(secret)
    if form.signature is Scheme.BODY:
        return _body(secret)
    return _standard_webhooks(_key(secret, form.secret_env))


def _headed(header: str, secret: str, prefix: str = "") -> Proof:
    def holds(delivery: Delivery, _: datetime) -> bool:
        expected = prefix + _base64(_digest(secret.encode(), delivery.body))
        return _equal(delivery.headers.get(header, ""), expected)

    return holds


def _token(secret: str) -> Proof:
    # Jotform signs nothing: all it can be told is an address.
    def holds(delivery: Delivery, _: datetime) -> bool:
        return _equal(delivery.query.get("token") or delivery.headers.get("x-webhook-token", ""), secret)

    return holds


def _body(secret: str) -> Proof:
    def holds(delivery: Delivery, _: datetime) -> bool:
        given = delivery.headers.get("x-signature") or delivery.headers.get("signature", "")
        given = given.removeprefix("sha256=")
        digest = _digest(secret.encode(), delivery.body)
        return _equal(given.lower(), digest.hex()) | _equal(given, _base64(digest))

    return holds


def _standard_webhooks(key: bytes) -> Proof:
    """https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""

    def holds(delivery: Delivery, now: datetime) -> bool:
        id, sent = (delivery.headers.get(name, "") for name in ("webhook-id", "webhook-timestamp"))
        if not id or not _SECONDS.fullmatch(sent) or abs(now.timestamp() - int(sent)) > TOLERANCE:
            return False
        signed = b".".join((id.encode("latin-1", "replace"), sent.encode(), delivery.body))
        expected = f"v1,{_base64(_digest(key, signed))}"
        # Several while a secret is replaced. Every one is compared, so that the time tells nothing.
        given = delivery.headers.get("webhook-signature", "").split(" ")
        return any([_equal(one, expected) for one in given])  # noqa: C419

    return holds


def _key(secret: str, variable: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        key = b""
    if not secret.startswith(_PREFIX) or not 24 <= len(key) <= 64:
        raise UnusableForm(f"{variable} is no Standard Webhooks secret: {_PREFIX} and the base64 of 24 to 64 bytes")
    return key


def _digest(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, sha256).digest()


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def _equal(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
