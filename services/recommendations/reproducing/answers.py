"""What is answered about how an agenda was made, as JSON."""

import json
from datetime import datetime

from pydantic import BaseModel, JsonValue

from services.recommendations.domain.dropping import Dropping
from services.recommendations.domain.plan import Agenda
from services.recommendations.domain.shortlist import Listed
from services.recommendations.reproducing.again import Ranked, Why
from services.recommendations.reproducing.made import Making


class Item(BaseModel):
    """A session of an agenda; who comes late or leaves early has `arrive` or `leave`."""

    guid: str
    value: int
    """In points: 1000 is an hour that could not fit better."""
    goal: int | None
    """The index of the goal it is there for."""
    why: str
    arrive: datetime | None
    leave: datetime | None


class Obstructed(BaseModel):
    """A session that is not in the agenda, and why; `other` is the one it collides with."""

    guid: str
    obstacle: str
    other: str | None


class RecommendationAnswer(BaseModel):
    """How an agenda was made, and whether it is made in the same way again."""

    id: str
    participant: str
    conference: str
    made_at: datetime
    revision: int
    programme_version: int
    programme_state: str
    """The name of the content of the programme as it was."""
    ranker: str
    product: str
    question: dict[str, JsonValue]
    """All it follows from: wishes, preferences, circumstances (full, seen, missed, kept), how the day had begun, and
    weights."""
    for_anybody: bool
    """There were no goals: it is a list to start from."""
    items: list[Item]
    unkept: list[Obstructed]
    unmet: list[int]
    identical: bool | None
    """Whether the same comes out now; null if the programme is not kept any more."""
    ranker_now: str
    items_now: list[Item] | None
    """What comes out now where it is not the same."""


class WhyAnswer(BaseModel):
    """Why a session is in an agenda, and each change that would be enough for it to drop out."""

    item: Item
    goal: str | None
    words: list[str]
    step: tuple[str, int, int] | None
    """Ingredient, from, to."""
    drops_out: dict[str, JsonValue] | None
    """`margin` in points; `less` percent of its own worth; the `rival` that would take its place, at so many `percent`
    more; the `slider` that would have to be moved; the `priority` of its goal; whether it is `without_goal`. Null: it
    had begun."""


class ListedItem(BaseModel):
    """A session of the list: for which goal and by which words, and what would make it drop out or keeps it out."""

    item: Item
    words: list[str]
    step: tuple[str, int, int] | None
    """Ingredient, from, to."""
    less: int | None
    """Worth so many percent less, it would not be on the list; null where nothing waits to take its place."""
    in_agenda: bool
    kept_out: Obstructed | None
    """Why it is not in the agenda."""


class RankedAnswer(BaseModel):
    """The sessions that were worth most, the best first, whether the agenda had room for them or not."""

    for_anybody: bool
    """There were no goals, or no session served them: it is a list to start from."""
    agenda_for_anybody: bool
    """The agenda was one to start from: no session that served the goals was left in their hours."""
    sessions: list[ListedItem]


def recommendation_answer(making: Making, again: Agenda | None, ranker: str) -> RecommendationAnswer:
    """How it was made, beside how it is made now."""
    made = making.made
    answered = made.answered()
    question = json.loads(made.question)
    identical = None if again is None else again == answered
    return RecommendationAnswer(
        id=made.id,
        participant=making.participant,
        conference=making.conference,
        made_at=made.at,
        revision=made.revision,
        programme_version=made.programme_version,
        programme_state=made.state,
        ranker=made.ranker,
        product=made.product,
        question=question,
        for_anybody=not question["wishes"]["goals"],
        items=_items(answered),
        unkept=[Obstructed.model_validate(each, from_attributes=True) for each in answered.unkept],
        unmet=list(answered.unmet),
        identical=identical,
        ranker_now=ranker,
        items_now=None if again is None or identical else _items(again),
    )


def why_answer(why: Why) -> WhyAnswer:
    """Why, for programs."""
    return WhyAnswer(
        item=Item.model_validate(why.item, from_attributes=True),
        goal=why.goal,
        words=list(why.words),
        step=why.step,
        drops_out=None if why.dropping is None else _drops_out(why.dropping),
    )


def ranked_answer(ranked: Ranked) -> RankedAnswer:
    """The list, for programs."""
    return RankedAnswer(
        for_anybody=ranked.for_anybody,
        agenda_for_anybody=ranked.day_for_anybody,
        sessions=[_listed(each) for each in ranked.listed],
    )


def _listed(listed: Listed) -> ListedItem:
    out = listed.kept_out
    return ListedItem(
        item=Item.model_validate(listed.item, from_attributes=True),
        words=list(listed.words),
        step=listed.step,
        less=listed.less,
        in_agenda=out is None,
        kept_out=None if out is None else Obstructed.model_validate(out, from_attributes=True),
    )


def _items(agenda: Agenda) -> list[Item]:
    return [Item.model_validate(each, from_attributes=True) for each in agenda.items]


def _drops_out(dropping: Dropping) -> dict[str, JsonValue]:
    return {
        "margin": dropping.margin,
        "less": dropping.less,
        "instead": list(dropping.instead),
        "rival": dropping.rival and dropping.rival._asdict(),
        "slider": dropping.slider and dropping.slider._asdict(),
        "priority": dropping.priority,
        "without_goal": dropping.without_goal,
        "must": dropping.must,
        "unmet": list(dropping.unmet),
    }
