"""What an agenda was made from, by the version of each part: the rule that keeps the newest of all of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """The version of each part; 0 is before the first.

    Several write the same agenda, each because one of these changed, in any order and more than once. Who writes may
    leave none of them older than it was found, so that the last agenda is made from the newest of all.
    """

    participant: int = 0
    """Whether they take part, and with which wishes."""
    preferences: int = 0
    programme: int = 0
    company: int = 0
    """What their team does for them."""

    def covers(self, other: "Basis") -> bool:
        """Whether no part of the other is newer."""
        return (
            self.participant >= other.participant
            and self.preferences >= other.preferences
            and self.programme >= other.programme
            and self.company >= other.company
        )
