"""What events say of somebody and of sessions, in the form the rules read."""

from datetime import UTC, timedelta

from services.recommendations.days.ports import Setting
from services.recommendations.domain import moves as decisions
from services.recommendations.domain import preferences as rules
from services.recommendations.domain import session as rules_session
from services.recommendations.domain import wishes as domain
from services.recommendations.domain.plan import AgendaItem
from shared.contracts import recommendations as told
from shared.contracts.registration import Wishes
from shared.markup import unmarked


def wishes_of(wishes: Wishes) -> domain.Wishes:
    """What they want of the day."""
    return domain.Wishes(
        goals=tuple(
            domain.Goal(goal.statement, goal.area, goal.priority, goal.now, goal.want) for goal in wishes.goals
        ),
        spectrum=domain.Spectrum(**wishes.spectrum.model_dump()),
        available=tuple(domain.Window(window.start, window.end) for window in wishes.available),
        lengths=wishes.lengths,
    )


def preferences_of(setting: Setting) -> rules.Preferences:
    """What they set on their agenda."""
    if setting.preferences is None:
        return rules.Preferences()
    said = setting.preferences.model_dump(exclude={"version"})
    pins = {guid: rules.Pin(pin.value) for guid, pin in setting.preferences.pins.items()}
    return rules.Preferences(**{**said, "sliders": rules.Sliders(**said["sliders"]), "pins": pins})


def moves_of(setting: Setting, after: int = 0) -> tuple[decisions.Move, ...]:
    """What they decided on the day, after a version of all that they said."""
    return tuple(
        decisions.Move(decisions.Deed(one.deed.value), one.at, one.session, one.origin, one.until, one.arrive)
        for one in setting.moves
        if one.version > after
    )


def session_of(session: told.Session) -> rules_session.Session:
    """A session of the programme."""
    steps = session.ingredients.model_dump(exclude_none=True)
    return rules_session.Session(
        guid=session.guid,
        title=session.title,
        abstract=unmarked(session.abstract or session.description),
        start=session.start,
        end=session.start + timedelta(minutes=session.minutes),
        room=session.room,
        area=session.area,
        level=session.level,
        ingredients=steps,
        language=session.language,
        speakers=session.speakers,
        capacity=session.capacity,
        tags=session.tags,
        prerequisites=session.prerequisites,
    )


def told_item(session: told.Session, item: AgendaItem) -> told.AgendaItem:
    """A part of somebody's day as it is told: when they are there, which may be less than the session lasts."""
    end = session.start.astimezone(UTC) + timedelta(minutes=session.minutes)
    arrive, leave = item.hours(session.start, end)
    return told.AgendaItem(
        guid=session.guid,
        title=session.title,
        room=session.room,
        start=arrive.astimezone(session.start.tzinfo),
        minutes=max(1, round((leave.timestamp() - arrive.timestamp()) / 60)),
        why=item.why,
    )
