"""The events that tell of a measurement: what is new in it, and nothing where it is what it was."""

from uuid import uuid4

from services.recommendations.demand.figures import Figures, UnmetGroup
from shared.contracts.envelope import derived_id, name_based_id
from shared.contracts.recommendations import Demand, DemandMeasured, GoalUnmet, SessionDemand, UnmetGoal
from shared.events import FrozenEvent, Producer

_GROUPS = "6f1d1c0a-3b52-4a8e-9c61-2f0f6a3c9d17"
"""The namespace of the ids of groups."""


def told_of(producer: Producer, slug: str, before: Figures | None, now: Figures) -> list[FrozenEvent]:
    """First each group of goals that is new or not what it was, then the whole."""
    if before == now:
        return []
    story = str(uuid4())
    known = dict(groups(slug, before)) if before else {}
    events = [
        FrozenEvent.of(
            producer.first(
                GoalUnmet,
                id=derived_id(story, GoalUnmet.kind, id),
                story=story,
                conference=slug,
                subject=id,
                data=UnmetGoal(programme_version=now.programme_version, **group.model_dump()),
            )
        )
        for id, group in groups(slug, now)
        if known.get(id) != group
    ]
    measured = producer.first(DemandMeasured, id=story, conference=slug, subject=slug, data=_demand(now))
    return [*events, FrozenEvent.of(measured)]


def groups(slug: str, figures: Figures) -> list[tuple[str, UnmetGroup]]:
    """The groups of goals with an id each, which stays as long as their words do."""
    found: list[tuple[str, UnmetGroup]] = []
    for group in figures.unmet:
        said = f"{slug}/{' '.join(group.words)}"
        again = sum(one.words == group.words for _, one in found)
        found.append((name_based_id(_GROUPS, f"{said}/{again}" if again else said), group))
    return found


def _demand(figures: Figures) -> Demand:
    return Demand(
        programme_version=figures.programme_version,
        people=figures.people,
        unmet=len(figures.unmet),
        sessions=tuple(
            SessionDemand(**session.model_dump()) for session in figures.sessions if session.wanted or session.expected
        ),
    )
