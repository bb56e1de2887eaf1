"""The use cases over handwritten stand-ins: what the real servers show too seldom to be tested there."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.registration.conferences import Conferences
from services.registration.domain import fingerprint
from services.registration.participants.registrar import Registrar
from services.registration.ports import Handled, HeldSignup, Newcomer, Progress
from services.registration.service import OtherBody, Refused, SignupDesk
from shared.contracts.registration import Conference, Signup, SignupReceived
from shared.events import FrozenEvent, Producer
from shared.outcomes import Done, Receipt, Unavailable
from shared.tokens import Tokens

PRODUCER = Producer("registration", "http://registration.example.org", clock=lambda: datetime(2026, 9, 1, tzinfo=UTC))


def conference(**changes) -> Conference:
    return Conference(
        **{
            "slug": "a-conference",
            "name": "A Conference",
            "starts_on": date(2026, 10, 28),
            "ends_on": date(2026, 10, 28),
            "zone": "America/Detroit",
            "place": "Here",
            "capacity": 1,
            **changes,
        }
    )


def signup(**changes) -> Signup:
    said = {"conference": "a-conference", "name": "Ana", "email": "ana@example.org", "goals": [{"statement": "x"}]}
    return Signup.model_validate({**said, **changes})


class Shelf:
    """Conferences as the store has them; `away` makes it unreachable."""

    def __init__(self, *conferences: Conference) -> None:
        self.conferences, self.away, self.reads = list(conferences), False, 0

    async def all(self) -> Sequence[Conference]:
        self.reads += 1
        if self.away:
            raise Unavailable("the store is away")
        return self.conferences

    async def version(self, slug: str) -> tuple[Conference | None, int]:
        return None, 0

    async def save(self, conference: Conference, version: int, event: FrozenEvent) -> bool:
        return False  # somebody else is always first


class Store:
    """Handled signups; each look takes the next of `looks`, and the last for ever."""

    def __init__(self, *looks: Handled | None) -> None:
        self.looks = list(looks) or [None]
        self.refused: dict[str, str] = {}

    async def handled(self, signup: str) -> Handled | None:
        return self.looks.pop(0) if len(self.looks) > 1 else self.looks[0]

    async def refuse(self, signup: SignupReceived, fingerprint: str, reason: str) -> None:
        self.refused[signup.id] = reason

    async def admit(
        self, conference: str, newcomers: Sequence[Newcomer], turned_away: Callable[[Newcomer], Newcomer]
    ) -> list[Newcomer | None]:
        return list(newcomers)

    async def claim_link(self, participant: str, signup: str, now: datetime) -> bool:
        raise AssertionError("nobody is known")

    async def hold(self, held: HeldSignup) -> tuple[FrozenEvent, ...]:
        raise AssertionError("nobody is known")


class Queue:
    """The bus; `duplicate` says that the signup was there already, `body` what lies on its subject."""

    def __init__(self, *, duplicate: bool = False, body: bytes | None = None) -> None:
        self.duplicate, self.body = duplicate, body
        self.published: list[FrozenEvent] = []

    async def publish_first(self, event: FrozenEvent) -> Receipt:
        self.published.append(event)
        return Receipt(stored=True, duplicate=self.duplicate)

    async def last_on_subject(self, stream: str, address: str) -> bytes | None:
        return self.body


def desk(store: Any, queue: Queue, *conferences: Conference) -> SignupDesk:
    return SignupDesk(Conferences(Shelf(*conferences or [conference()]), PRODUCER), store, queue, PRODUCER)


def registrar(conferences: Conferences, store: Store) -> Registrar:
    return Registrar(conferences, store, store, PRODUCER, Tokens(["a secret of these tests alone"]))  # type: ignore[arg-type]


def received(data: Signup, id: str = "3f6f2f0e-6f0e-4f4e-9b1a-0d9c5f7a1b2c") -> SignupReceived:
    return PRODUCER.first(SignupReceived, id=id, conference=data.conference, subject=id, data=data)


async def test_a_signup_that_leaves_the_queue_between_two_looks_is_found():
    handled = Handled(fingerprint(signup()), Progress.PROCESSED)

    assert await desk(Store(None, handled), Queue()).progress("x") == handled


async def test_one_that_is_nowhere_is_not_known():
    assert await desk(Store(None), Queue()).progress("x") is None


async def test_a_retry_that_finds_its_first_nowhere_is_told_to_come_again():
    with pytest.raises(Unavailable):
        await desk(Store(None), Queue(duplicate=True)).take(signup(), key="k", traceparent=None)


async def test_a_retry_is_held_against_what_is_in_the_queue():
    queue = Queue(duplicate=True, body=received(signup()).encode())

    assert await desk(Store(None), queue).take(signup(), key="k", traceparent=None)
    with pytest.raises(OtherBody):
        await desk(Store(None), queue).take(signup(name="Bo"), key="k", traceparent=None)


async def test_without_a_key_every_signup_is_one_of_its_own():
    queue = Queue()
    counter = desk(Store(None), queue)

    ids = [await counter.take(signup(), key=None, traceparent=None) for _ in range(3)]

    assert len(set(ids)) == 3 == len(queue.published)


@pytest.mark.parametrize("present", [conference(open=False), conference(slug="another")])
async def test_nothing_is_published_for_a_conference_nobody_can_sign_up_for(present):
    queue = Queue()

    with pytest.raises(Refused):
        await desk(Store(None), queue, present).take(signup(), key=None, traceparent=None)
    assert queue.published == []


async def test_outcomes_come_in_the_order_of_the_signups():
    ids = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(4)]
    slugs = ["a-conference", "nowhere", "a-conference", "nowhere"]
    store = Store()
    worker = registrar(Conferences(Shelf(conference()), PRODUCER), store)

    outcomes = await worker.receive(
        [received(signup(conference=slug), id) for id, slug in zip(ids, slugs, strict=True)]
    )

    assert [len(outcome.events) if isinstance(outcome, Done) else None for outcome in outcomes] == [2, 0, 2, 0]
    assert store.refused == {ids[1]: "there is no such conference", ids[3]: "there is no such conference"}


async def test_nobody_is_refused_while_it_cannot_be_looked_up():
    shelf, store = Shelf(conference(open=False)), Store()
    conferences = Conferences(shelf, PRODUCER)
    await conferences.known()
    shelf.away = True

    with pytest.raises(Unavailable):
        await registrar(conferences, store).receive([received(signup())])
    assert store.refused == {}


async def test_conferences_at_hand_are_believed_for_a_moment(monkeypatch):
    shelf = Shelf(conference())
    conferences = Conferences(shelf, PRODUCER)

    assert await conferences.get("a-conference") == conference()
    assert await conferences.get("another") is None
    assert shelf.reads == 1
    monkeypatch.setattr("services.registration.conferences.FRESH_FOR", 0.0)
    await conferences.get("a-conference")
    assert shelf.reads == 2


async def test_one_that_was_published_elsewhere_a_moment_ago_is_found(monkeypatch):
    shelf = Shelf(conference())
    conferences = Conferences(shelf, PRODUCER)
    assert await conferences.get("another") is None

    shelf.conferences.append(conference(slug="another"))
    assert await conferences.get("another") is None, "whoever asks for nonsense does not have it read all the time"
    monkeypatch.setattr("services.registration.conferences.NEW_FOR", 0.0)
    assert await conferences.get("another") == conference(slug="another")


async def test_what_was_read_before_something_was_published_is_not_believed():
    class Slow(Shelf):
        async def all(self):
            found = list(await super().all())
            if self.reads == 1:
                await conferences.publish(conference(open=False))
            return found

        async def save(self, wanted, version, event):
            self.conferences[:] = [wanted]
            return True

    conferences = Conferences(Slow(conference()), PRODUCER)
    await conferences.known()

    assert await conferences.get("a-conference") == conference(open=False)


async def test_conferences_at_hand_do_while_the_store_is_away(monkeypatch):
    monkeypatch.setattr("services.registration.conferences.FRESH_FOR", 0.0)
    shelf = Shelf(conference())
    conferences = Conferences(shelf, PRODUCER)
    await conferences.known()
    shelf.away = True

    assert await conferences.get("a-conference") == conference()


async def test_without_any_at_hand_they_do_not():
    shelf = Shelf()
    shelf.away = True

    with pytest.raises(Unavailable):
        await Conferences(shelf, PRODUCER).known()


async def test_an_organiser_who_is_always_second_is_told_to_come_again():
    with pytest.raises(Unavailable):
        await Conferences(Shelf(), PRODUCER).publish(conference())
