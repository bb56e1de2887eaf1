"""The wiring of registration, and nothing else."""

import os
import time
from datetime import timedelta

from fastapi import FastAPI

from services.registration import answer_pages, api, handlers, hooks, interest_pages, manage_pages, own_data_pages, web
from services.registration.conferences import Conferences
from services.registration.console import session_store, wiring
from services.registration.console import transfer as console_transfer
from services.registration.console.elsewhere import OrganiserPages
from services.registration.erasing import receipts
from services.registration.erasing.bus import ErasureOnBus
from services.registration.erasing.erasures import Erasures
from services.registration.erasing.marks import Marks
from services.registration.erasing.store import INDEX as TO_ERASE
from services.registration.erasing.store import MongoErasures
from services.registration.fullness import Fullness
from services.registration.guarding.entrance import Entrance
from services.registration.guarding.guards import Guards
from services.registration.guarding.limits import Allowances, Keys, MailLimits, MailRules
from services.registration.guarding.limits_store import INDEXES as LIMIT_INDEXES
from services.registration.guarding.limits_store import MongoAllowances, MongoCounts
from services.registration.guarding.networks import Networks, networks_of
from services.registration.guarding.signup_limits import NETWORK, RECIPIENT, SignupLimits
from services.registration.guarding.tally import Rule
from services.registration.own_data import OwnData
from services.registration.own_data_store import MongoHistory
from services.registration.participants.answers import Answers
from services.registration.participants.deeds import Deeds
from services.registration.participants.interests import Interests
from services.registration.participants.own_signup import OwnSignup
from services.registration.participants.people_store import MongoPeople
from services.registration.participants.registrar import Registrar
from services.registration.participants.resends import Resends
from services.registration.participants.waiting_list import EVERY as LOOK_EVERY
from services.registration.participants.waiting_list import WaitingList
from services.registration.service import SignupDesk
from services.registration.settings import Settings
from services.registration.store import INDEXES, MongoConferences, MongoSignups
from services.registration.transfer import routes as transfer
from services.registration.transfer.importing import Importer
from services.registration.transfer.roster_store import MongoRoster
from shared.bus.bus import Bus
from shared.events import Producer, utc_now
from shared.links import Links
from shared.mongo import Database, Mongo
from shared.outbox import Outbox
from shared.repeating import repeating
from shared.tokens import Tokens
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
    owed = Outbox(mongo.database["participants"], lambda: bus.publisher)

    marks = Marks(settings.secrets())
    people, tokens = MongoPeople(mongo.database, marks.mark), Tokens(settings.secrets())
    deeds = Deeds(people, owed.flush_one, producer)
    waiting_list = WaitingList(people, conferences, deeds, producer, tokens)
    deeds.place_freed = waiting_list.promote
    erasures = Erasures(
        MongoErasures(mongo.database),
        ErasureOnBus(lambda: bus.forgetting, marks),
        people,
        deeds,
        producer,
        settled_after=timedelta(seconds=settings.erasure_settles_seconds),
    )
    deeds.erased = erasures.wake
    answers = Answers(people, signups, deeds, producer, tokens)
    own = OwnSignup(people, signups, deeds, Links(settings.secrets()), tokens, producer)
    interests = Interests(people, signups, conferences, deeds, producer, tokens)

    entrance = _entrance(settings, mongo.database)

    indexes = {
        **INDEXES,
        **LIMIT_INDEXES,
        **session_store.INDEXES,
        "participants": [*INDEXES["participants"], TO_ERASE],
    }
    frame = Frame(
        "registration",
        bus,
        mongo,
        indexes,
        background=[outbox.run, owed.run, repeating("waiting list", waiting_list.look, LOOK_EVERY)],
    )
    frame.background += [entrance.limits.run, erasures.run]
    frame.larger_bodies |= {hooks.PATH: hooks.BODY_LIMIT, transfer.IMPORT: transfer.BODY_LIMIT}
    frame.larger_bodies[console_transfer.IMPORT] = transfer.BODY_LIMIT
    app = frame.application()
    handlers.declare(bus, Registrar(conferences, people, signups, producer, tokens))
    handlers.declare_erasures(bus, erasures)
    app.include_router(api.routes(desk, conferences, outbox, entrance, settings.organiser_token))
    app.include_router(hooks.routes(desk, hooks.open_hooks(settings.forms_dir, os.environ)))
    roster = MongoRoster(mongo.database)
    importer = Importer(desk, roster, settings.secrets()[0], utc_now)
    app.include_router(transfer.routes(importer, roster, conferences, settings.organiser_token))
    app.include_router(web.routes(desk, conferences, entrance, Fullness(people)))
    resends = Resends(people, deeds, entrance.mails, producer, tokens)
    app.include_router(answer_pages.routes(answers, own, conferences, resends, entrance))
    own_data = OwnData(
        own,
        MongoHistory(mongo.database),
        Links(settings.secrets()),
        utc_now,
        recommendations_url=settings.recommendations_url,
        notifications_url=settings.notifications_url,
    )
    # Before the pages of the signup, which take any other address below theirs for one of their forms.
    app.include_router(own_data_pages.routes(own, own_data, conferences))
    app.include_router(manage_pages.routes(own, answers, conferences, entrance, settings.recommendations_url))
    interest_desk = interest_pages.InterestDesk(interests, entrance)
    app.include_router(interest_pages.api_routes(interest_desk, conferences))
    app.include_router(interest_pages.routes(interest_desk, conferences))
    app.include_router(receipts.routes(erasures, conferences, Links(settings.secrets()), settings.secrets()))
    gate = wiring.gate_of(settings, mongo.database)
    organiser_pages = OrganiserPages(Links(settings.secrets()), settings.recommendations_url)
    console = (gate, mongo.database, entrance, conferences, outbox, people, deeds, importer, roster, organiser_pages)
    for router in wiring.console(*console):
        app.include_router(router)
    return app


def _entrance(settings: Settings, database: Database) -> Entrance:
    secret, hour = settings.secrets()[0], 3600
    keys = Keys(secret)
    allowances = Allowances(MongoAllowances(database), keys)
    limits = SignupLimits(
        Rule(NETWORK, settings.signups_per_network, 600),
        Rule(RECIPIENT, settings.signups_per_recipient, hour),
        keys,
        MongoCounts(database),
    )
    mails = MailRules(
        recipient=Rule("mails_to_recipient", settings.resends_per_recipient, hour),
        network=Rule("mails_from_network", settings.resends_per_network, hour),
        domain=Rule("mails_to_domain", settings.resends_per_domain, hour),
    )
    guards = Guards(
        secret,
        limits,
        allowances,
        minimum=settings.minimum_fill_seconds,
        asked=settings.proof_of_work,
        clock=time.time,
    )
    trusted = Networks(networks_of(settings.trusted_proxies))
    return Entrance(trusted, limits, allowances, MailLimits(allowances, mails), guards)
