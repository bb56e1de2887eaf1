"""The wiring of registration, and nothing else."""

import os

from fastapi import FastAPI

from services.registration import api, handlers, hooks, web
from services.registration.conferences import Conferences
from services.registration.service import Registrar, SignupDesk
from services.registration.settings import Settings
from services.registration.store import INDEXES, MongoConferences, MongoSignups
from shared.bus.bus import Bus
from shared.events import Producer
from shared.mongo import Mongo
from shared.outbox import Outbox
from shared.web.application import Frame


def make_app(settings: Settings) -> FastAPI:
    """Registration as an ASGI application. Raises UnusableForm."""
    bus = Bus("registration", settings.nats_url)
    mongo = Mongo(settings.mongo_url, settings.mongo_database)
    producer = Producer("registration", settings.registration_url)
    signups = MongoSignups(mongo.database)
    conferences = Conferences(MongoConferences(mongo.database), producer)
    desk = SignupDesk(conferences, signups, bus, producer)
    outbox = Outbox(mongo.database["conferences"], lambda: bus.publisher)

    frame = Frame("registration", bus, mongo, INDEXES, background=[outbox.run])
    frame.larger_bodies[hooks.PATH] = hooks.BODY_LIMIT
    app = frame.application()
    handlers.declare(bus, Registrar(conferences, signups, producer))
    app.include_router(api.routes(desk, conferences, outbox, settings.organiser_token))
    app.include_router(hooks.routes(desk, hooks.open_hooks(settings.forms_dir, os.environ)))
    app.include_router(web.routes(desk, conferences))
    return app
