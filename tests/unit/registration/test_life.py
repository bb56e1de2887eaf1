"""The life of participants as a machine that does anything in any order: places, queue and versions hold."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.registration.conferences import Conferences
from services.registration.participants import news, people
from services.registration.participants.answers import Answers, SpentToken, UnknownToken
from services.registration.participants.consents import of_interest, of_stop
from services.registration.participants.deeds import Deeds
from services.registration.participants.interests import Interests
from services.registration.participants.life import Deed, IllegalChange, State
from services.registration.participants.person import Person
from services.registration.participants.registrar import Registrar
from services.registration.participants.waiting_list import WaitingList
from shared.contracts.registration import Conference, ParticipantInterested, Purpose, Signup, SignupReceived
from shared.events import Producer
from shared.tokens import Act, Tokens
from tests.unit.registration.people_in_memory import PeopleInMemory

SLUG = "a-conference"
TOKENS = Tokens(["a secret of these tests alone"])
SAID = Signup(conference=SLUG, name="Somebody", email="somebody@example.org", goals=({"statement": "listen"},))
RENAMED = {"name": "New"}


class Shelf:
    """One conference, whose capacity is that of the store."""

    def __init__(self, store: PeopleInMemory, double_opt_in: bool) -> None:
        self.store, self.double_opt_in = store, double_opt_in

    async def all(self) -> list[Conference]:
        day = date(2026, 10, 28)
        return [
            Conference(
                slug=SLUG,
                name="A Conference",
                starts_on=day,
                ends_on=day,
                zone="America/Detroit",
                place="Here",
                capacity=max(1, self.store.capacity),
                double_opt_in=self.double_opt_in,
                offer_minutes=60,
            )
        ]


class Nobody:
    """No signup is held or refused in a way that matters here."""

    def __init__(self, *, mails: bool = False) -> None:
        self.mails = mails

    async def claim_link(self, participant: str, signup: str, now: datetime) -> bool:
        return self.mails

    async def hold(self, held: Any) -> tuple[()]:
        return ()


class Lives(RuleBasedStateMachine):
    """Everything people, organisers and the clock can do to a conference."""

    @initialize(capacity=st.integers(1, 4), double_opt_in=st.booleans())
    def begin(self, capacity: int, double_opt_in: bool) -> None:
        self.now = datetime(2026, 9, 1, tzinfo=UTC)
        self.store = PeopleInMemory(capacity)
        self.highest_capacity = capacity
        producer = Producer("registration", "http://registration.example.org", clock=lambda: self.now)
        self.producer = producer
        shelf: Any = Shelf(self.store, double_opt_in)
        nobody: Any = Nobody()
        conferences = Conferences(shelf, producer)
        self.deeds = Deeds(self.store, self.published, producer)
        self.waiting_list = WaitingList(self.store, conferences, self.deeds, producer, TOKENS)
        self.deeds.place_freed = self.waiting_list.promote
        self.registrar = Registrar(conferences, self.store, nobody, producer, TOKENS)
        asked: Any = Nobody(mails=True)
        self.interests = Interests(self.store, asked, conferences, self.deeds, producer, TOKENS)
        self.answers = Answers(self.store, asked, self.deeds, producer, TOKENS)
        self.asked: dict[int, str] = {}
        """The newest mail that asks somebody whether they want to hear of the conference, while it is a question."""
        self.signups = 0
        self.loop = asyncio.Runner()

    async def published(self, participant: str) -> bool:
        return True

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            self.loop.close()

    def run(self, work: Any) -> Any:
        return self.loop.run(work)

    @rule(people=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 50)), min_size=1, max_size=4))
    def sign_up(self, people: list[tuple[int, int]]) -> None:
        """A batch; signups reach the worker in another order than they were made in."""
        batch = []
        for who, age in people:
            self.signups += 1
            id = str(UUID(int=(4 << 76) | (8 << 60) | self.signups))
            said = {
                "conference": SLUG,
                "name": f"P{who}",
                "email": f"p{who}@example.org",
                "goals": [{"statement": "listen"}],
            }
            data = Signup.model_validate(said)
            signup = self.producer.first(SignupReceived, id=id, conference=SLUG, subject=id, data=data)
            batch.append(signup.model_copy(update={"time": self.now - timedelta(seconds=age)}))
        self.run(self.registrar.receive(batch))

    @rule(who=st.integers(0, 7))
    def subscribe(self, who: int) -> None:
        """The form, by anybody: it moves nobody who is known."""
        before, told = self.person(who), len(self.store.told)
        self.run(self.interests.subscribe(SLUG, "", f"p{who}@example.org", of_interest("form"), None, None))
        after = self.person(who)
        assert after
        assert (after.id, after.state) == ((before.id, before.state) if before else (after.id, State.INTERESTED))
        mails = [event for event in self.store.told[told:] if isinstance(event, ParticipantInterested)]
        assert len(mails) == (before is None or before.state in (State.INTERESTED, State.CANCELLED))
        for mail in mails:
            if not mail.data.confirmed:
                self.asked[who] = mail.id

    @rule(who=st.integers(0, 7))
    def say_yes_to_news(self, who: int) -> None:
        """The link of the newest mail that asked for it."""
        before = self.person(who)
        if who not in self.asked or before is None:
            return
        answer = self.answers.confirm(TOKENS.token(Act.CONFIRM_INTEREST, self.asked[who]))
        if before.state in (State.INTERESTED, State.CANCELLED):
            after = self.run(answer)
            assert (after.id, after.state) == (before.id, State.INTERESTED)
            assert people.agrees_to(after, Purpose.UPDATES)
            del self.asked[who]
        else:
            with pytest.raises((SpentToken, UnknownToken)):
                self.run(answer)

    def is_in(self, who: int, state: State) -> bool:
        person = self.person(who)
        return person is not None and person.state is state

    def person(self, who: int) -> Person | None:
        found: Person | None = self.run(self.store.by_address(SLUG, f"p{who}@example.org"))
        return found

    @rule(who=st.integers(0, 7), deed=st.sampled_from(["confirm", "accept", "decline", "cancel", "erase", "rename"]))
    def do(self, who: int, deed: str) -> None:
        person = self.person(who)
        if person is None:
            return
        decisions: dict[str, tuple[Any, ...]] = {
            "confirm": (
                lambda one, tell: people.confirm(one, tell, place=True),
                lambda one, tell: people.confirm(one, tell, place=False),
            ),
            "accept": (people.accept,),
            "decline": (lambda one, tell: people.end(one, Deed.DECLINE, tell),),
            "cancel": (lambda one, tell: news.cancel(one, of_stop("manage"), self.now, tell),),
            "erase": (lambda one, tell: people.erase(one, self.now, tell),),
            "rename": (
                lambda one, tell: people.change_signup(one, (one.signup or SAID).model_copy(update=RENAMED), tell),
            ),
        }
        possible = {
            "confirm": {State.PENDING},
            "accept": {State.OFFERED},
            "decline": {State.OFFERED},
            "cancel": set(State) - {State.ERASED},
            "erase": set(State),
            "rename": {State.PENDING, State.CONFIRMED, State.WAITLISTED, State.OFFERED},
        }
        if person.state in possible[deed]:
            after = self.run(self.deeds.do(person.id, *decisions[deed]))
            if deed in ("decline", "cancel", "erase") and after != person:
                self.asked.pop(who, None)
                stopped = deed == "cancel" and person.state is State.INTERESTED
                assert not (stopped and people.wishes(after, Purpose.UPDATES))
        else:
            with pytest.raises(IllegalChange):
                self.run(self.deeds.do(person.id, *decisions[deed]))

    @rule(minutes=st.sampled_from([1, 30, 61]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        offered = [who for who in self.asked if self.is_in(who, State.OFFERED)]
        self.run(self.waiting_list.expire())
        for who in offered:
            if self.is_in(who, State.CANCELLED):
                del self.asked[who]

    @rule(capacity=st.integers(1, 6))
    def change_capacity(self, capacity: int) -> None:
        self.store.capacity = capacity
        self.highest_capacity = max(self.highest_capacity, capacity)
        self.run(self.waiting_list.promote(SLUG))

    @invariant()
    def no_place_is_given_twice(self) -> None:
        if hasattr(self, "store"):
            places = self.run(self.store.places(SLUG))
            assert places.taken <= self.highest_capacity

    @invariant()
    def nobody_waits_for_a_place_that_is_free(self) -> None:
        if hasattr(self, "store"):
            places = self.run(self.store.places(SLUG))
            assert not (places.free and places.waiting)

    @invariant()
    def offers_go_by_time_of_signup(self) -> None:
        if hasattr(self, "store"):
            assert self.store.out_of_turn == []

    @invariant()
    def versions_rise_by_event(self) -> None:
        if not hasattr(self, "store"):
            return
        last: dict[tuple[str, str], int] = {}
        for event in self.store.told:
            key = (event.subject, event.type)
            assert event.data.version > last.get(key, 0)
            last[key] = event.data.version

    @invariant()
    def nothing_is_left_of_the_erased(self) -> None:
        for person in (getattr(self, "store", None) and self.store.people.values()) or ():
            if person.state is State.ERASED:
                blank = Person(person.id, SLUG, State.ERASED, person.version, "", "", erased_at=person.erased_at)
                assert person == blank


Lives.TestCase.settings = settings(stateful_step_count=40)
test_any_life = Lives.TestCase
