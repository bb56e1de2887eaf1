"""What feeds need from outside, as they see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.recommendations.feeds.shown import Shown


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. `key`: what its address is made from; `hashes`: of the tokens that open it."""

    participant: str
    conference: str
    key: str
    hashes: tuple[str, ...]
    changed_at: datetime
    version: int = 1
    """Counts how often what it shows was written."""
    revision: int = 1
    """Of the agenda it showed last."""
    shown: tuple[Shown, ...] = ()


class Erased:
    """There was a feed, and its owner was erased since."""


class FeedStore(Protocol):
    """The feeds: at most one for each participant."""

    async def of(self, participant: str) -> Feed | None:
        """Somebody's, None if they have none."""
        ...

    async def behind(self, token_hash: str) -> Feed | Erased | None:
        """The one a token opens."""
        ...

    async def put(self, feed: Feed) -> bool:
        """Write it in the place of the one before. False if its owner was erased."""
        ...

    async def also_open(self, participant: str, token_hash: str) -> None:
        """Another token opens it, too."""
        ...

    async def show(self, feed: Feed) -> bool:
        """Write what it shows now. False if somebody else did, or it is not there any more."""
        ...

    async def remove(self, participant: str) -> bool:
        """Its address opens nothing any more. False if there was none."""
        ...
