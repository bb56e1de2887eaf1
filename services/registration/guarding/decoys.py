"""Ids of signups that there are not: what a program gets that fills in what people never see.

Such an id looks like any other, is the same when the same form comes again, and is known by itself: nothing is stored.
"""

import hmac
from uuid import UUID


class Decoys:
    """Makes such ids and knows them."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def id_for(self, conference: str, submission: str) -> str:
        """The id that a form is answered with."""
        return self._whole(self._digest(f"{conference}\n{submission}".encode("utf-8", "replace")))

    def knows(self, id: str) -> bool:
        """Whether an id, which is one, is ours."""
        return hmac.compare_digest(self._whole(UUID(id).bytes[:8]), id)

    def _whole(self, first: bytes) -> str:
        """The second half of an id follows from its first."""
        first = UUID(bytes=first + bytes(8), version=5).bytes[:8]
        return str(UUID(bytes=first + self._digest(first), version=5))

    def _digest(self, of: bytes) -> bytes:
        return hmac.digest(self._key, of, "sha256")[:8]
