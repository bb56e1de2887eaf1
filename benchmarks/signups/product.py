"""The product: registration wired as its `app.py` wires it, without HTTP.

It does more than the others: two derived events, both frozen inside the document, a unique index over addresses,
personal data taken out of what everybody may read, and a place for each out of those the conference has.
"""

from benchmarks.loads import CONFERENCE_BODY
from benchmarks.signups.contest import Backends, Turn
from services.registration import handlers
from services.registration.conferences import Conferences
from services.registration.erasing.marks import Marks
from services.registration.participants.people_store import MongoPeople
from services.registration.participants.registrar import Registrar
from services.registration.store import INDEXES, MongoConferences, MongoSignups
from shared.bus.bus import Bus
from shared.collector import relax_collector
from shared.contracts.registration import Conference
from shared.events import Producer
from shared.mongo import Mongo
from shared.telemetry.traces import configure_traces
from shared.tokens import Tokens


async def consume(backends: Backends, turn: Turn) -> None:
    """Start to read when it is our turn; the reading goes on in the background."""
    configure_traces("registration", None, 1.0)
    bus = Bus("registration", backends.nats_url)
    mongo = Mongo(backends.mongo_url, backends.mongo_database)
    producer = Producer("registration", "http://127.0.0.1:8001")
    conferences = Conferences(MongoConferences(mongo.database), producer)
    secrets = ["a secret of this benchmark alone"]
    people, signups = MongoPeople(mongo.database, Marks(secrets).mark), MongoSignups(mongo.database)
    tokens = Tokens(secrets)
    handlers.declare(bus, Registrar(conferences, people, signups, producer, tokens))

    await bus.connect()
    await mongo.ready(INDEXES)
    await conferences.publish(Conference.model_validate(CONFERENCE_BODY))
    relax_collector()  # as every service does when it starts to serve
    await turn.wait()
    await bus.start()
