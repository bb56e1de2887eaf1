"""Another process of the service, which does its writes and dies before it publishes anything."""

from collections.abc import Sequence
from typing import Any

from services.recommendations.attendance.store import MongoAttendances
from services.recommendations.days.preferences_store import MongoPreferences
from services.recommendations.days.rebuild_store import MongoRebuilds
from services.recommendations.days.remaking import Remaking
from services.recommendations.embedding_store import MongoEmbeddings
from services.recommendations.ending import Endings
from services.recommendations.indexing import Indexing
from services.recommendations.planner import Planner
from services.recommendations.profile_store import MongoProfiles
from services.recommendations.programme_store import MongoProgrammes
from services.recommendations.programmes import Programmes
from services.recommendations.rankers import choose
from services.recommendations.seats.ledger import MongoSeats
from services.recommendations.seats.seated_agendas import MongoSeatedAgendas
from services.recommendations.service import Participation
from services.recommendations.settings import Settings
from services.recommendations.teams.company_store import MongoCompanies
from shared.bus.bus import Bus
from shared.conference_copies import ConferenceCopies
from shared.contracts.envelope import CloudEvent
from shared.contracts.registration import ParticipantCancelled, ParticipantErased
from shared.events import Producer
from shared.mongo import Mongo
from shared.outcomes import Outcome


class SecondProcess:
    """The use cases on the documents of a running service; what they answer goes to nobody but the test."""

    def __init__(self, settings: Settings) -> None:
        self.mongo = Mongo(settings.mongo_url, settings.mongo_database)
        database = self.mongo.database
        self.producer = producer = Producer("recommendations", settings.recommendations_url)
        copies = ConferenceCopies(database)
        indexing = Indexing(*choose(settings.ranker), MongoEmbeddings(database))
        programmes = Programmes(MongoProgrammes(database), copies, producer, indexing)
        profiles, self.agendas = MongoProfiles(database), MongoSeatedAgendas(database, producer)
        self.seats = seats = MongoSeats(database, producer)
        bus = Bus("recommendations", settings.nats_url)
        preferences, self.planner = MongoPreferences(database), Planner(copies, programmes, producer)
        parts = (self.planner, profiles, self.agendas, preferences)
        rebuilds, attendances = MongoRebuilds(database), MongoAttendances(database)
        self.remaking = remaking = Remaking(*parts, rebuilds, attendances, MongoCompanies(database), seats)
        self.participation = Participation(*parts, remaking, seats, bus)
        self.endings = Endings(profiles, self.agendas, preferences, producer, rooms=[seats])

    async def handle(self, events: Sequence[CloudEvent[Any]]) -> Sequence[Outcome]:
        """A batch of one kind, as its consumer would hand it on."""
        if isinstance(events[0], ParticipantErased):
            return await self.endings.erased([event for event in events if isinstance(event, ParticipantErased)])
        if isinstance(events[0], ParticipantCancelled):
            return await self.endings.cancelled([event for event in events if isinstance(event, ParticipantCancelled)])
        said: Any = events
        return await self.participation.receive(said)
