"""The wiring of notifications, and nothing else."""

from uuid import uuid4

from fastapi import FastAPI

from services.notifications import api, handlers, own_data_routes
from services.notifications.addresses import AddressMails
from services.notifications.desk import MailDesk
from services.notifications.erasure import Erasures
from services.notifications.orders import ParticipantMails
from services.notifications.own_data import HandingOut
from services.notifications.own_data_store import MongoOwnData
from services.notifications.service import Courier
from services.notifications.settings import Settings
from services.notifications.smtp import SmtpMailer
from services.notifications.store import INDEXES, MongoContacts, MongoMessages
from services.notifications.urls import Urls
from shared.bus.bus import Bus
from shared.conference_copies import ConferenceCopies
from shared.events import Producer
from shared.links import Links
from shared.mongo import Mongo
from shared.tokens import Tokens
from shared.web.application import Frame


def make_app(settings: Settings) -> FastAPI:
    """Notifications as an ASGI application."""
    bus = Bus("notifications", settings.nats_url)
    mongo = Mongo(settings.mongo_url, settings.mongo_database)
    producer = Producer("notifications", settings.notifications_url)
    mailer = SmtpMailer(settings.smtp_url, settings.smtp_connections)
    messages, contacts = MongoMessages(mongo.database), MongoContacts(mongo.database)
    copies = ConferenceCopies(mongo.database)
    courier = Courier(messages, contacts, mailer, producer, owner=str(uuid4()), host=settings.mail_host)
    urls = Urls(
        settings.registration_url,
        settings.recommendations_url,
        Links(settings.secrets()),
        Tokens(settings.secrets()),
    )
    desk = MailDesk(courier, contacts, copies, urls, sender=settings.mail_from)

    frame = Frame("notifications", bus, mongo, INDEXES, closing=[mailer.close])
    app = frame.application()
    handlers.declare(
        bus,
        ParticipantMails(desk, urls),
        AddressMails(desk, urls),
        Erasures(contacts, messages, producer),
        contacts,
        copies,
    )
    app.include_router(api.routes(messages))
    handing_out = HandingOut(MongoOwnData(mongo.database), contacts, Links(settings.secrets()))
    app.include_router(own_data_routes.routes(handing_out))
    return app
