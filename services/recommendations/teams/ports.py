"""What teams need from outside, as their use cases see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.recommendations.domain.company import Company
from services.recommendations.teams.joint import JointReader
from services.recommendations.teams.team import Team
from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose agenda is to be made again, since their company is another one, and the event it follows from."""

    participant: str
    version: int
    cause: FrozenEvent


class TeamStore(Protocol):
    """Teams. Nobody is in two."""

    async def every(self) -> Sequence[Team]:
        """All that have members."""
        ...

    async def of(self, participant: str) -> Team | None:
        """The team somebody is in."""
        ...

    async def find(self, id: str) -> Team | None:
        """By id."""
        ...

    async def by_code(self, conference: str, code: str) -> Team | None:
        """By the code that lets colleagues in."""
        ...

    async def save(self, team: Team, event: FrozenEvent | None) -> bool:
        """Write its next version with the event that tells of it. False if somebody else wrote it, or one who joins is
        in another team."""
        ...

    async def planned(self, team: Team, planned_from: str, event: FrozenEvent | None) -> None:
        """Note what its days were planned from, unless it is another one by now."""
        ...


class Outgoing(Protocol):
    """The events teams owe."""

    async def flush_one(self, id: str) -> bool:
        """Publish those of one team. False if they have to wait."""
        ...


class MemberReader(Protocol):
    """Who takes part."""

    async def versions(self, participants: Sequence[str]) -> Mapping[str, int]:
        """Of those who do, which state of their wishes is the newest."""
        ...


class CompanyStore(JointReader, Protocol):
    """The company everybody goes in."""

    async def write(self, participant: str, team: str | None, company: Company, cause: FrozenEvent) -> None:
        """The next version of somebody's company; their agenda is due. Not for those who were erased."""
        ...

    async def members(self) -> Sequence[tuple[str, str]]:
        """Those whose company is of a team: participant and team, which they may have left a moment ago."""
        ...

    async def due(self, limit: int) -> Sequence[Due]:
        """Some whose agenda is to be made again."""
        ...

    async def done(self, due: Due) -> None:
        """It was, unless something newer came meanwhile."""
        ...

    async def erase(self, participant: str, conference: str, event: FrozenEvent) -> None:
        """Leave nothing but the event in its place."""
        ...
