"""The wiring of notifications, and nothing else."""

from uuid import uuid4

from fastapi import FastAPI

from services.notifications import api, handlers
from services.notifications.orders import MailDesk
from services.notifications.service import Courier
from services.notifications.settings import Settings
from services.notifications.smtp import SmtpMailer
from services.notifications.store import INDEXES, MongoContacts, MongoMessages
from shared.bus.bus import Bus
from shared.conference_copies import ConferenceCopies
from shared.events import Producer
from shared.links import Links
from shared.mongo import Mongo
from shared.web.application import Frame


def make_app(settings: Settings) -> FastAPI:
    """Notifications as an ASGI application."""
    bus = Bus("notifications", settings.nats_url)
    mongo = Mongo(settings.mongo_url, settings.mongo_database)
    producer = Producer("notifications", settings.notifications_url)
    mailer = SmtpMailer(settings.smtp_url, settings.smtp_connections)
    messages, contacts = MongoMessages(mongo.database), MongoContacts(mongo.database)
    copies = ConferenceCopies(mongo.database)
    courier = Courier(messages, mailer, producer, owner=str(uuid4()), host=settings.mail_host)
    desk = MailDesk(
        courier,
        contacts,
        copies,
        Links(settings.secrets()),
        agendas_url=settings.recommendations_url,
        sender=settings.mail_from,
    )

    frame = Frame("notifications", bus, mongo, INDEXES, closing=[mailer.close])
    app = frame.application()
    handlers.declare(bus, desk, contacts, copies)
    app.include_router(api.routes(messages))
    return app
