"""What the agenda page shows: a day as a participant walks it, worked out from what is stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from services.recommendations.day_parts import CalendarDay, Day, Gap, Item, LeftOut, Pause, Share, Step
from services.recommendations.domain.obstacles import KeptOut
from services.recommendations.domain.plan import AgendaItem
from services.recommendations.domain.why import shortened
from services.recommendations.ports import Kept
from shared.contracts.recommendations import Session
from shared.contracts.registration import Conference, Wishes
from shared.contracts.vocabulary import Window

CHANGE = 20
"""Minutes between two sessions from which on they are time of one's own rather than the way."""
LUNCH = 30
"""The shortest lunch, in minutes."""
LUNCH_HOURS = (11 * 60, 14 * 60)
"""When people eat, in minutes since midnight."""
NEAREST = 4
"""How many sessions an empty day proposes."""
NO_GOALS = "You have no goals yet; "
NO_GOAL = "It answers none of your goals by name; "


def day_of(conference: Conference, sessions: Mapping[str, Session], kept: Kept, wishes: Wishes, now: datetime) -> Day:
    """The day. A session of the agenda that is missing in `sessions` was cancelled since."""
    zone = ZoneInfo(conference.zone)
    present = [(item, sessions[item.guid]) for item in kept.items if item.guid in sessions]
    present.sort(key=lambda pair: (_hours(pair[1], pair[0])[0].timestamp(), pair[1].minutes, pair[1].guid))
    items: list[Item] = []
    for kept_item, session in present:
        free_from = max((item.end for item in items), default=None, key=datetime.timestamp)
        items.append(_item(session, kept_item, wishes, zone, free_from))
    return Day(
        days=tuple(_calendar_day(*day, wishes.available) for day in groupby(items, lambda item: item.start.date())),
        goals=tuple(_shares(wishes, items, kept.unserved)),
        sessions=len(items),
        minutes=sum(item.minutes for item in items),
        cancelled=len(kept.items) - len(present),
        stands=_stands(wishes),
        leads=_leads(items),
        hours=wishes.available,
        bare=not sessions,
        nearest=() if items else tuple(_nearest(sessions.values(), wishes, zone, now)),
        unkept=tuple(_left_out(each, sessions) for each in kept.unkept),
        unmet=tuple(goal + 1 for goal in kept.unmet),
    )


def _left_out(unkept: KeptOut, sessions: Mapping[str, Session]) -> LeftOut:
    title, other = (sessions[guid].title if guid in sessions else "" for guid in (unkept.guid, unkept.other or ""))
    return LeftOut(title, unkept.obstacle.value, other)


def _item(
    session: Session,
    kept: AgendaItem | None,
    wishes: Wishes,
    zone: ZoneInfo,
    free_from: datetime | None = None,
) -> Item:
    why, goal = (kept.why, kept.goal) if kept else ("", None)
    start, end = _hours(session, kept)
    return Item(
        session=session,
        start=start.astimezone(zone),
        end=end.astimezone(zone),
        why=why,
        reason=_reason(why, goal, wishes),
        goal=None if goal is None else goal + 1,
        also=tuple(other + 1 for other in kept.also) if kept else (),
        steps=_steps(session, _stands(wishes)),
        overlap=max(0, _minutes(start, free_from)) if free_from else 0,
    )


def _hours(session: Session, kept: AgendaItem | None) -> tuple[datetime, datetime]:
    """When they are there. By way of UTC: the clock on the wall may change while a session lasts."""
    begins = session.start.astimezone(UTC)
    whole = begins, begins + timedelta(minutes=session.minutes)
    return kept.hours(*whole) if kept else whole


def _reason(why: str, goal: int | None, wishes: Wishes) -> str:
    """The sentence without its goal. One that is worded in another way stays whole."""
    if goal is None or goal >= len(wishes.goals):
        rest = why.removeprefix(NO_GOALS).removeprefix(NO_GOAL)
    else:
        rest = why.removeprefix(f"For your goal “{shortened(wishes.goals[goal].statement)}”: ")
    return rest[:1].upper() + rest[1:]


def _stands(wishes: Wishes) -> dict[str, int]:
    stands: dict[str, int] = wishes.spectrum.model_dump(exclude_none=True)
    return stands


def _steps(session: Session, stands: Mapping[str, int]) -> tuple[Step, ...]:
    """One step further first, then further ones, then those they did not speak of, then those behind them."""
    led: dict[str, int] = session.ingredients.model_dump(exclude_none=True)
    steps = [Step(ingredient, stands.get(ingredient), leads) for ingredient, leads in led.items()]

    def order(step: Step) -> int:
        beyond = 3.5 if step.stands is None else step.leads - step.stands
        return round(2 * beyond) if beyond > 0 else 8

    return tuple(sorted(steps, key=order))


def _leads(items: Iterable[Item]) -> dict[str, int]:
    leads: dict[str, int] = {}
    for step in (step for item in items for step in item.steps):
        if step.leads > (step.stands or 0):
            leads[step.ingredient] = min(step.leads, leads.get(step.ingredient, step.leads))
    return leads


def _shares(wishes: Wishes, items: Sequence[Item], unserved: Collection[int]) -> Iterable[Share]:
    for number, goal in enumerate(wishes.goals, 1):
        minutes = [item.minutes for item in items if number in (item.goal, *item.also)]
        yield Share(number, shortened(goal.statement), len(minutes), sum(minutes), number - 1 in unserved)


def _calendar_day(day: date, group: Iterable[Item], hours: Sequence[Window]) -> CalendarDay:
    items = tuple(group)
    entries: list[Item | Gap] = [items[0]]
    end = items[0].end
    for before, after in pairwise(items):
        if (minutes := _minutes(end, after.start)) > 0:
            entries.append(_gap(end, after.start, minutes, before.session, after.session, hours))
        entries.append(after)
        end = max(end, after.end, key=datetime.timestamp)
    return CalendarDay(day, items[0].start, end, tuple(entries))


def _gap(start: datetime, end: datetime, minutes: int, before: Session, after: Session, hours: Sequence[Window]) -> Gap:
    holes = (hole for hole in _holes(start, end, hours) if 2 * _minutes(*hole) >= minutes)
    if away := next(holes, None):
        return Gap(start, end, minutes, Pause.AWAY, before, after, away)
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    opens, closes = (midnight + timedelta(minutes=each) for each in LUNCH_HOURS)
    pause = Pause.CHANGE if minutes < CHANGE else Pause.FREE
    if _minutes(max(start, opens), min(end, closes)) >= LUNCH:
        pause = Pause.LUNCH
    return Gap(start, end, minutes, pause, before, after)


def _holes(start: datetime, end: datetime, hours: Sequence[Window]) -> Iterable[tuple[datetime, datetime]]:
    """The stretches between the two in which they are not there."""
    there_until = None
    for window in sorted(hours, key=lambda window: window.start):
        if there_until is not None:
            begins = max(start, datetime.combine(start.date(), there_until, start.tzinfo))
            ends = min(end, datetime.combine(start.date(), window.start, start.tzinfo))
            if _minutes(begins, ends) > 0:
                yield begins, ends
        there_until = max(there_until or window.end, window.end)


def _nearest(sessions: Iterable[Session], wishes: Wishes, zone: ZoneInfo, now: datetime) -> list[Item]:
    """Sessions closest to their hours that are not over, in order of time."""

    def distance(item: Item) -> int:
        opened = (
            (
                datetime.combine(item.start.date(), window.start, zone),
                datetime.combine(item.start.date(), window.end, zone),
            )
            for window in wishes.available
        )
        outside = (max(0, _minutes(item.start, opens)) + max(0, _minutes(closes, item.end)) for opens, closes in opened)
        return min(outside, default=0)

    items = [_item(session, None, wishes, zone) for session in sessions if _hours(session, None)[1] > now]
    items.sort(key=lambda item: (distance(item), item.start.timestamp(), item.session.guid))
    return sorted(items[:NEAREST], key=lambda item: (item.start.timestamp(), item.session.guid))


def _minutes(start: datetime, end: datetime) -> int:
    # By instants: datetimes of one zone subtract by the clock on the wall, which is wrong when clocks change.
    return round((end.timestamp() - start.timestamp()) / 60)
