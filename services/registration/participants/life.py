"""The life of a participant: which deed leads from which state to which. The only place that says so.

    python -m services.registration.participants.life

prints the drawing that docs/participants.md shows.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a participant is."""

    INTERESTED = "interested"
    """Wants to hear of the conference, and nothing more."""
    PENDING = "pending"
    """Signed up; the owner of the address has not confirmed it."""
    CONFIRMED = "confirmed"
    """Has a place."""
    WAITLISTED = "waitlisted"
    """Waits for a place."""
    OFFERED = "offered"
    """A place is held until they answer."""
    CANCELLED = "cancelled"
    ERASED = "erased"
    """Nothing is left but the fact."""


class Deed(StrEnum):
    """What somebody does, or what happens to them."""

    SUBSCRIBE = "subscribe"
    SIGN_UP = "sign up"
    CONFIRM = "confirm"
    CHANGE = "change"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    CANCEL = "cancel"
    ERASE = "erase"


_I, _P, _C, _W, _O, _X, _E = State

TABLE: dict[Deed, dict[State | None, tuple[State, ...]]] = {
    # From cancelled, only once the owner of the address says so.
    Deed.SUBSCRIBE: {None: (_I,), _I: (_I,), _X: (_I,)},
    # Confirmed where a place is free, waitlisted where none is; pending first where addresses are to be confirmed.
    Deed.SIGN_UP: dict.fromkeys((None, _I, _X), (_P, _C, _W)),
    Deed.CONFIRM: {_I: (_I,), _P: (_C, _W)},
    Deed.CHANGE: {state: (state,) for state in (_P, _C, _W, _O)},
    Deed.OFFER: {_W: (_O,)},
    Deed.ACCEPT: {_O: (_C,)},
    Deed.DECLINE: {_O: (_X,)},
    Deed.EXPIRE: {_O: (_X,)},
    # Cancelling twice is cancelling once.
    Deed.CANCEL: dict.fromkeys((_I, _P, _C, _W, _O, _X), (_X,)),
    Deed.ERASE: dict.fromkeys((_I, _P, _C, _W, _O, _X, _E), (_E,)),
}
"""Deed, then the state it starts from (None: not known yet), then the states it may lead to."""


class IllegalChange(Exception):
    """This deed is not possible in this state."""

    def __init__(self, state: State | None, deed: Deed) -> None:
        super().__init__(f"{deed} is not possible when {state or 'not known'}")
        self.state, self.deed = state, deed


def check(state: State | None, deed: Deed, to: State | None = None) -> None:
    """Raise IllegalChange if the deed is not possible here, or does not lead there."""
    targets = TABLE[deed].get(state)
    if targets is None or (to is not None and to not in targets):
        raise IllegalChange(state, deed)


def holds_place(state: State | None) -> bool:
    """Whether one of the conference's places is theirs."""
    return state in (State.CONFIRMED, State.OFFERED)


def drawing() -> str:
    """The table as a Mermaid state diagram (https://mermaid.js.org/syntax/stateDiagram.html)."""
    lines = ["stateDiagram-v2"]
    for deed, ways in TABLE.items():
        for origin, targets in ways.items():
            lines += [f"    {origin or '[*]'} --> {target}: {deed}" for target in targets if target != origin]
    return "\n".join(lines)


if __name__ == "__main__":
    print(drawing())  # noqa: T201 - a command line prints
