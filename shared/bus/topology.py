"""The streams and the durable consumers of the product: the only place that says what they are."""

from dataclasses import dataclass, field
from typing import Any

from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)

from shared.contracts.envelope import CloudEvent
from shared.contracts.notifications import ContactErased
from shared.contracts.recommendations import (
    AgendaChanged,
    AgendaMoved,
    AgendaReady,
    PreferencesChanged,
    ProfileErased,
    ProgrammePublished,
)
from shared.contracts.registration import (
    ConferencePublished,
    ContactChanged,
    ContactProposed,
    ParticipantAddressChanged,
    ParticipantCancelled,
    ParticipantErased,
    ParticipantInterested,
    ParticipantOffered,
    ParticipantPending,
    ParticipantRegistered,
    ParticipantSignupRepeated,
    ParticipantWaitlisted,
    ParticipantWishesChanged,
    SignupReceived,
)

DAY = 24 * 3600.0
DEDUPE_WINDOW = 120.0
MAX_PAYLOAD = 1024 * 1024
"""Bytes: the server's limit for one message, set in deploy/nats/nats.conf."""

_FILE = {"storage": StorageType.FILE, "duplicate_window": DEDUPE_WINDOW, "allow_direct": True}


def streams(replicas: int = 1) -> tuple[StreamConfig, ...]:
    """All streams, for a cluster that keeps `replicas` copies."""
    common: dict[str, Any] = {**_FILE, "num_replicas": replicas}
    return (
        # Personal data: a work queue forgets each signup once it is handled.
        StreamConfig(
            name="SIGNUPS",
            subjects=["signups.*.signup.received.>"],
            retention=RetentionPolicy.WORK_QUEUE,
            **common,
        ),
        StreamConfig(name="EVENTS", subjects=["conf.>"], max_age=400 * DAY, **common),
        # Personal data. What is superseded is erased by whoever publishes the newer one (ONE_PER_SUBJECT). Left to
        # the server, its bytes would stay on disk, out of reach of everybody.
        StreamConfig(
            name="CONTACTS",
            subjects=["private.*.contact.>"],
            max_msgs_per_subject=-1,
            discard=DiscardPolicy.OLD,
            **common,
        ),
        StreamConfig(
            name="DEAD_LETTERS",
            subjects=["dead.>", "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>"],
            max_age=90 * DAY,
            **common,
        ),
    )


ONE_PER_SUBJECT = frozenset(("CONTACTS",))
"""Streams that keep the newest message on each subject. The one before is overwritten on disk, not only replaced."""


@dataclass(frozen=True, slots=True)
class Consumer:
    """One durable consumer: who reads which event, how much at once, and how long it may take."""

    service: str
    kind: type[CloudEvent[Any]]
    batch: int = 500
    """Messages handled together at most."""
    wait: float = 0.03
    """Seconds a batch that is not full waits for more, from its first message on."""
    ack_wait: float = 30.0
    """Seconds until an unanswered message is delivered again. Slow work says every third of it that it goes on."""
    max_deliver: int = 3000
    """Naks come at most every minute or so: two days of retries. A message that kills its workers gets there in one."""
    lanes: int = 1
    """Batches of it that one process has in hand at a time: with two, one is computed while the other is written."""
    name: str = field(default="")

    def __post_init__(self) -> None:
        entity, fact, _version = self.kind.kind.split(".")
        object.__setattr__(self, "name", f"{self.service}-{entity}-{fact}")

    @property
    def stream(self) -> str:
        """The stream it reads."""
        return self.kind.stream

    def config(self) -> ConsumerConfig:
        """As JetStream wants it."""
        return ConsumerConfig(
            durable_name=self.name,
            filter_subject=self.kind.filter(),
            deliver_policy=DeliverPolicy.ALL,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=self.ack_wait,
            max_deliver=self.max_deliver,
            max_ack_pending=self.batch * 20,
        )


SIGNUPS = Consumer("registration", SignupReceived, lanes=2)
REGISTRATION_PROFILES = Consumer("registration", ProfileErased)
REGISTRATION_CONTACTS = Consumer("registration", ContactErased)
RECOMMENDATIONS_CONFERENCES = Consumer("recommendations", ConferencePublished, batch=1)
RECOMMENDATIONS_PARTICIPANTS = Consumer("recommendations", ParticipantRegistered, batch=100)
RECOMMENDATIONS_WISHES = Consumer("recommendations", ParticipantWishesChanged, batch=100)
RECOMMENDATIONS_CANCELLATIONS = Consumer("recommendations", ParticipantCancelled, batch=100)
RECOMMENDATIONS_ERASURES = Consumer("recommendations", ParticipantErased, batch=100)
RECOMMENDATIONS_PROGRAMMES = Consumer("recommendations", ProgrammePublished, batch=1)
RECOMMENDATIONS_PREFERENCES = Consumer("recommendations", PreferencesChanged, batch=100)
RECOMMENDATIONS_MOVES = Consumer("recommendations", AgendaMoved, batch=100)
NOTIFICATIONS_CONFERENCES = Consumer("notifications", ConferencePublished, batch=1)
# Quick, because mails wait for it: a contact and what asks for a mail set out together.
NOTIFICATIONS_CONTACTS = Consumer("notifications", ContactChanged, wait=0.01)
# Mail is slow: small batches, so that little is in doubt when a process dies.
NOTIFICATIONS_PARTICIPANTS = Consumer("notifications", ParticipantRegistered, batch=20, lanes=2)
NOTIFICATIONS_REPEATS = Consumer("notifications", ParticipantSignupRepeated, batch=20)
NOTIFICATIONS_INTERESTS = Consumer("notifications", ParticipantInterested, batch=20)
NOTIFICATIONS_PENDING = Consumer("notifications", ParticipantPending, batch=20)
NOTIFICATIONS_WAITLISTED = Consumer("notifications", ParticipantWaitlisted, batch=20)
NOTIFICATIONS_OFFERS = Consumer("notifications", ParticipantOffered, batch=20)
NOTIFICATIONS_CANCELLATIONS = Consumer("notifications", ParticipantCancelled, batch=20)
NOTIFICATIONS_ERASURES = Consumer("notifications", ParticipantErased, batch=100)
NOTIFICATIONS_PROPOSALS = Consumer("notifications", ContactProposed, batch=20)
NOTIFICATIONS_ADDRESSES = Consumer("notifications", ParticipantAddressChanged, batch=20)
NOTIFICATIONS_AGENDAS = Consumer("notifications", AgendaReady, batch=20, lanes=2)
# Most of these ask for no mail.
NOTIFICATIONS_AGENDA_CHANGES = Consumer("notifications", AgendaChanged, batch=20)

CONSUMERS = (
    SIGNUPS,
    REGISTRATION_PROFILES,
    REGISTRATION_CONTACTS,
    RECOMMENDATIONS_CONFERENCES,
    RECOMMENDATIONS_PARTICIPANTS,
    RECOMMENDATIONS_WISHES,
    RECOMMENDATIONS_CANCELLATIONS,
    RECOMMENDATIONS_ERASURES,
    RECOMMENDATIONS_PROGRAMMES,
    RECOMMENDATIONS_PREFERENCES,
    RECOMMENDATIONS_MOVES,
    NOTIFICATIONS_CONFERENCES,
    NOTIFICATIONS_CONTACTS,
    NOTIFICATIONS_PARTICIPANTS,
    NOTIFICATIONS_REPEATS,
    NOTIFICATIONS_INTERESTS,
    NOTIFICATIONS_PENDING,
    NOTIFICATIONS_WAITLISTED,
    NOTIFICATIONS_OFFERS,
    NOTIFICATIONS_CANCELLATIONS,
    NOTIFICATIONS_ERASURES,
    NOTIFICATIONS_PROPOSALS,
    NOTIFICATIONS_ADDRESSES,
    NOTIFICATIONS_AGENDAS,
    NOTIFICATIONS_AGENDA_CHANGES,
)
