"""What became of one message or one publish, and the failure that passes. Known to use cases, so it knows no server."""

from dataclasses import dataclass

from shared.events import FrozenEvent


@dataclass(frozen=True, slots=True)
class Done:
    """Its effects are durable. These events follow from it; once they are confirmed it is acked.

    `again` says that the effects were found rather than made: the events may be on the bus already, perhaps from
    before the server's dedupe window, so the publisher looks before it repeats them.
    """

    events: tuple[FrozenEvent, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Retry:
    """Not now: something it needs is away or has not arrived yet. It comes back after a growing delay."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reject:
    """Never: it breaks a rule. It goes to the dead letters with the reason, which must hold no personal data."""

    reason: str


Outcome = Done | Retry | Reject


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one publish. `duplicate`: the bus had it already."""

    stored: bool
    duplicate: bool = False
    problem: str = ""


class Unavailable(Exception):
    """A part this process needs is away. The caller may try again later; nothing was half done."""
