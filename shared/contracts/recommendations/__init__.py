"""What recommendations says: one module for each thing it speaks of."""

from shared.contracts.recommendations.agenda import (
    Agenda,
    AgendaCancelled,
    AgendaChanged,
    AgendaItem,
    AgendaReady,
    Ended,
)
from shared.contracts.recommendations.attendance import (
    AttendanceCheckedIn,
    AttendanceCheckedOut,
    Passage,
    Witness,
)
from shared.contracts.recommendations.demand import (
    Demand,
    DemandMeasured,
    GoalUnmet,
    SessionDemand,
    UnmetGoal,
)
from shared.contracts.recommendations.erasure import (
    Erasure,
    ProfileErased,
)
from shared.contracts.recommendations.preferences import (
    Pin,
    Preferences,
    PreferencesChanged,
    Sliders,
)
from shared.contracts.recommendations.programme import (
    LONGEST_PROSE,
    LONGEST_SESSION,
    Change,
    ChangedSession,
    Level,
    Link,
    Programme,
    ProgrammePublished,
    Session,
    SessionCancellation,
    SessionCancelled,
    SessionChanged,
    SessionPublished,
    Url,
)

__all__ = [
    "EVENTS",
    "LONGEST_PROSE",
    "LONGEST_SESSION",
    "Agenda",
    "AgendaCancelled",
    "AgendaChanged",
    "AgendaItem",
    "AgendaReady",
    "AttendanceCheckedIn",
    "AttendanceCheckedOut",
    "Change",
    "ChangedSession",
    "Demand",
    "DemandMeasured",
    "Ended",
    "Erasure",
    "GoalUnmet",
    "Level",
    "Link",
    "Passage",
    "Pin",
    "Preferences",
    "PreferencesChanged",
    "ProfileErased",
    "Programme",
    "ProgrammePublished",
    "Session",
    "SessionCancellation",
    "SessionCancelled",
    "SessionChanged",
    "SessionDemand",
    "SessionPublished",
    "Sliders",
    "UnmetGoal",
    "Url",
    "Witness",
]

EVENTS = (
    SessionPublished,
    SessionChanged,
    SessionCancelled,
    ProgrammePublished,
    AgendaReady,
    AgendaChanged,
    AgendaCancelled,
    PreferencesChanged,
    ProfileErased,
    AttendanceCheckedIn,
    AttendanceCheckedOut,
    GoalUnmet,
    DemandMeasured,
)
