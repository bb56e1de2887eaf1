"""What is said at a door where there is nothing to press."""

from typing import Literal

Kind = Literal["bad", "expired", "stranger", "no_door", "no_session"]


class Notice(Exception):
    """Says what to do instead."""

    def __init__(self, kind: Kind, status: int) -> None:
        super().__init__(kind)
        self.kind, self.status = kind, status
