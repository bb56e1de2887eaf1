"""Bearer tokens (RFC 6750), compared in constant time."""

import hmac
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

_scheme = HTTPBearer(auto_error=False)


def known_bearer(*tokens: str) -> Callable[..., bool]:
    """A dependency that tells whether the caller has one of these tokens. No token, nobody has."""
    known = [token.encode() for token in tokens if token]

    def check(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)]) -> bool:
        given = credentials.credentials.encode() if credentials else b""
        # Every token is compared, so that the time tells nothing.
        return any([hmac.compare_digest(given, token) for token in known])  # noqa: C419

    return check


def bearer(*tokens: str) -> Callable[..., None]:
    """A dependency that lets only callers with one of these tokens pass: 401 otherwise. No token, nobody passes."""
    is_known = known_bearer(*tokens)

    def check(known: Annotated[bool, Depends(is_known)]) -> None:
        if not known:
            raise HTTPException(401, "A valid bearer token is needed.", headers={"WWW-Authenticate": "Bearer"})

    return check
