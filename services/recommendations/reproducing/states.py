"""Programmes as they were, each under a name that follows from all that is in it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from services.recommendations.domain.walks import MeasuredWalk
from shared.contracts.recommendations import Session


@dataclass(frozen=True, slots=True)
class State:
    """A programme as it was: the sessions by the names of their content, in order of guid."""

    name: str
    conference: str
    zone: str
    sessions: tuple[str, ...]
    walks: tuple[MeasuredWalk, ...] = ()
    """Between rooms, where somebody measured."""


class StateStore(Protocol):
    """Keeps states for good: a session that many programmes have is kept once, and holds nothing of participants."""

    async def keep(self, state: State, sessions: Sequence[Session]) -> None:
        """Keep a state, and what of its sessions is not there yet."""
        ...

    async def load(self, name: str) -> tuple[State, list[Session]] | None:
        """One of them, None if it is not there."""
        ...


def state_of(conference: str, zone: str, sessions: Iterable[Session], walks: tuple[MeasuredWalk, ...] = ()) -> State:
    """The state these sessions are in."""
    names = tuple(content_name(each) for each in sorted(sessions, key=lambda session: session.guid))
    text = json.dumps([conference, zone, names, *([walks] if walks else [])])
    return State(sha256(text.encode()).hexdigest(), conference, zone, names, walks)


def content_name(session: Session) -> str:
    """A session with the same content has the same name."""
    return sha256(session.model_dump_json().encode()).hexdigest()
