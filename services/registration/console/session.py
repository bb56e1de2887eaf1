"""A login, as a signed cookie: nothing is kept of it but, once it ended, that it ended."""

import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol

from itsdangerous import BadData, URLSafeSerializer

from services.registration.guarding.derived import derived

LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who knew the password, until when."""

    id: str
    until: datetime

    @property
    def key(self) -> str:
        """What may be kept of it: nobody can make a cookie of that."""
        return sha256(self.id.encode()).hexdigest()


class EndedSessions(Protocol):
    """Sessions somebody logged out of before their time was up."""

    async def end(self, session: Session) -> None:
        """From now on its cookie opens nothing."""
        ...

    async def has_ended(self, session: Session) -> bool:
        """Whether somebody logged out of it."""
        ...


class Sessions:
    """Signs sessions with the first secret, knows those of all of them. Another password ends every session."""

    def __init__(self, link_secrets: Sequence[str], password: str, clock: Callable[[], datetime]) -> None:
        keys = [hmac.digest(derived(one, "console"), password.encode(), "sha256") for one in link_secrets]
        self._key = keys[0]
        self._cookies = URLSafeSerializer(list(reversed(keys)), salt="session")  # itsdangerous signs with the last
        self._password, self._clock = sha256(password.encode()).digest() if password else None, clock

    @property
    def possible(self) -> bool:
        """Whether there is a password at all."""
        return self._password is not None

    def is_password(self, given: str) -> bool:
        """Compared in constant time, whatever its length."""
        digest = sha256(given.encode("utf-8", "replace")).digest()
        return hmac.compare_digest(digest, self._password or b"") and self.possible

    def begin(self) -> str:
        """The cookie of a new session."""
        until = self._clock() + LASTS
        return str(self._cookies.dumps([secrets.token_urlsafe(18), int(until.timestamp())]))

    def read(self, cookie: str) -> Session | None:
        """The session of a cookie; None if it is none of ours, or its time is up."""
        if not self.possible:
            return None
        try:
            id, until = self._cookies.loads(cookie)
            session = Session(str(id), datetime.fromtimestamp(int(until), UTC))
        except (BadData, UnicodeError, ValueError, TypeError):
            return None
        return session if session.until > self._clock() else None

    def form_token(self, session: Session) -> str:
        """What every form of this session carries, so that no other page can send one."""
        return hmac.digest(self._key, f"form\n{session.id}".encode(), "sha256").hex()

    def is_form_token(self, session: Session, given: str) -> bool:
        """Whether a form came from a page of this session."""
        return hmac.compare_digest(self.form_token(session).encode(), given.encode("utf-8", "replace"))
