"""What the use cases of this room need from outside, as they see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.contracts.recommendations import Preferences
from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a participant set on their agenda, and which version of it this is: 0 while they set nothing."""

    preferences: Preferences | None = None

    @property
    def version(self) -> int:
        """Counts the states."""
        return self.preferences.version if self.preferences else 0


UNSET = Setting()


class SettingReader(Protocol):
    """What participants set."""

    async def of(self, participants: Sequence[str]) -> Mapping[str, Setting]:
        """By participant; who set nothing is absent."""
        ...


class SettingStore(SettingReader, Protocol):
    """The same, to be written."""

    async def save(self, participant: str, conference: str, setting: Setting, event: FrozenEvent) -> bool:
        """Write the next version with the event that is owed. False if somebody else wrote it first."""
        ...

    async def reset(self, participants: Sequence[str]) -> None:
        """Keep nothing of these but which version they were at."""
        ...

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in its place."""
        ...


class NotTakingPart(Exception):
    """There is no such participant, or they take part no more."""

    def __init__(self, *, erased: bool = False) -> None:
        super().__init__()
        self.erased = erased
