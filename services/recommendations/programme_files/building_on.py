"""What sessions of a file build on: not on themselves, and where on others than those of the programme, it is said."""

from collections.abc import Iterator, Mapping, Sequence

from services.recommendations.domain.prerequisites import circles
from services.recommendations.programme_files.ids import as_uuid
from shared.contracts.recommendations import Session

PREREQUISITES = "prerequisites"


def circles_among(sessions: Sequence[Session]) -> Iterator[tuple[int, str]]:
    """Each way round, at the position of the session it begins with."""
    positions = _positions(sessions)
    builds_on = {guid: [as_uuid(each) for each in sessions[at].prerequisites] for guid, at in positions.items()}
    for around in circles(builds_on):
        first = positions[around[0]]
        if len(around) == 1:
            yield first, "has the session itself in it"
        else:
            names = [sessions[positions[guid]].guid for guid in (*around, around[0])]
            yield first, f"go round in a circle: {' → '.join(names)}"


def of_others(sessions: Sequence[Session]) -> Iterator[tuple[int, str]]:
    """What is not in this programme, at the position of the session that builds on it."""
    positions = _positions(sessions)
    for position, session in enumerate(sessions):
        for guid in session.prerequisites:
            if as_uuid(guid) not in positions:
                yield position, f"{guid} is no session of this programme; of an earlier one?"


def _positions(sessions: Sequence[Session]) -> Mapping[str, int]:
    # Formats that take nothing but UUIDs have them instead of our words.
    return {as_uuid(session.guid): position for position, session in enumerate(sessions)}
