"""What the use cases of this room need from outside, as they see it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.recommendations.domain.programme_change import SessionChange
from services.recommendations.ports import Built
from shared.contracts.recommendations import Move, Preferences, ProgrammePublished
from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a participant set on their agenda and decided on the day; `version` is 0 while that is nothing."""

    version: int = 0
    preferences: Preferences | None = None
    moves: tuple[Move, ...] = ()


UNSET = Setting()


class SettingReader(Protocol):
    """What participants set."""

    async def of(self, participants: Sequence[str]) -> Mapping[str, Setting]:
        """By participant; who set nothing is absent."""
        ...


class SeenReader(Protocol):
    """Which sessions participants were in."""

    async def seen(self, participants: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Their guids by participant; who was never scanned is absent."""
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


class DecisionStore(Protocol):
    """What participants decided, and the days that follow from it."""

    async def save(self, setting: Setting, event: FrozenEvent, built: Built, over: int) -> bool:
        """Write both, with the seats the day takes, or neither. False if one was written meanwhile, or a seat taken.

        `over`: the revision of the agenda that was found.
        """
        ...


@dataclass(frozen=True, slots=True)
class Rebuild:
    """An agenda that is to be looked at, since the programme has this version."""

    participant: str
    conference: str
    programme: int


class ChangeReader(Protocol):
    """What became of programmes."""

    async def published(self, conference: str) -> ProgrammePublished | None:
        """The event that told of the newest version, None while there is none."""
        ...

    async def changes(self, conference: str, version: int) -> list[SessionChange]:
        """What that version did to the sessions."""
        ...


class AgendaFinder(Protocol):
    """Agendas by what is in them."""

    async def having(
        self, conference: str, guids: Collection[str] | None, *, older: int, after: str, limit: int
    ) -> list[str]:
        """Participants whose agenda has one of these sessions, or any (None), and is of an older programme.

        In order, those that come after one.
        """
        ...


class RebuildQueue(Protocol):
    """Agendas that are to be looked at again. Who takes some has them for a while; what is not done by then is free."""

    async def add(self, conference: str, participants: Sequence[str], programme: int) -> None:
        """Look at these. Once more is as good as once."""
        ...

    async def claim(self, limit: int) -> list[Rebuild]:
        """Take some that nobody has."""
        ...

    async def done(self, rebuilds: Sequence[Rebuild]) -> None:
        """These are as they should be, unless something newer is to be looked at meanwhile."""
        ...

    async def number(self) -> int:
        """How many there are."""
        ...


class NotTakingPart(Exception):
    """There is no such participant, or they take part no more."""

    def __init__(self, *, erased: bool = False) -> None:
        super().__init__()
        self.erased = erased


class UnknownPlace(Exception):
    """There is no such room, and no such session (any more)."""

    def __init__(self, field: str) -> None:
        """`field`: where it was named."""
        super().__init__(field)
        self.field = field


class NoMove(Exception):
    """It is too early to go there: that is a plan."""
