"""Bearer tokens (RFC 6750), compared in constant time."""

import hmac
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

_scheme = HTTPBearer(auto_error=False)


def bearer(*tokens: str) -> Callable[..., None]:
    """A dependency that lets only callers with one of these tokens pass: 401 otherwise. No token, nobody passes."""
    known = [token.encode() for token in tokens if token]

    def check(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)]) -> None:
        given = credentials.credentials.encode() if credentials else b""
        # Every token is compared, so that the time tells nothing.
        if not any([hmac.compare_digest(given, token) for token in known]):  # noqa: C419
            raise HTTPException(401, "A valid bearer token is needed.", headers={"WWW-Authenticate": "Bearer"})

    return check
