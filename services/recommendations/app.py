"""The wiring of recommendations, and nothing else."""

from fastapi import FastAPI

from services.recommendations import api, handlers, programme_api, web
from services.recommendations.acting import acting
from services.recommendations.agenda_desk import AgendaDesk
from services.recommendations.attendance.list_routes import BODY_LIMIT, IMPORT
from services.recommendations.attendance.room import Neighbours, attendance
from services.recommendations.attendance.store import MongoAttendances
from services.recommendations.days import forms, move_pages, moves_api, preferences_api
from services.recommendations.days.decision_store import MongoDecisions
from services.recommendations.days.joining import Joining
from services.recommendations.days.moving import Moving
from services.recommendations.days.preferences_store import MongoPreferences
from services.recommendations.days.preferring import Preferring
from services.recommendations.days.rebuild_store import MongoRebuilds
from services.recommendations.days.rebuilding import EVERY, Rebuilding
from services.recommendations.days.remaking import Remaking
from services.recommendations.days.saying import Saying
from services.recommendations.demand.room import demand
from services.recommendations.embedding_store import MongoEmbeddings
from services.recommendations.ending import Endings
from services.recommendations.feeds import routes as feed_routes
from services.recommendations.feeds.feeding import Feeds
from services.recommendations.feeds.store import MongoFeeds
from services.recommendations.indexing import Indexing
from services.recommendations.live import routes as live
from services.recommendations.live.watching import Watching
from services.recommendations.organiser.signing import OrganiserLinks
from services.recommendations.organiser.visits import Visits
from services.recommendations.planner import Planner
from services.recommendations.profile_store import MongoProfiles
from services.recommendations.programme_room import programme_files
from services.recommendations.programme_store import MongoProgrammes
from services.recommendations.programmes import Programmes
from services.recommendations.rankers import choose
from services.recommendations.reading import Reader
from services.recommendations.reproducing.room import reproducing
from services.recommendations.reproducing.states_store import MongoStates
from services.recommendations.seats.ledger import MongoSeats
from services.recommendations.seats.room import seating
from services.recommendations.seats.seated_agendas import MongoSeatedAgendas
from services.recommendations.service import Participation
from services.recommendations.settings import Settings
from services.recommendations.store import INDEXES
from services.recommendations.teams.company_store import MongoCompanies
from services.recommendations.teams.room import Near, membership_of, teams
from shared.bus.bus import Bus
from shared.conference_copies import ConferenceCopies
from shared.events import Producer
from shared.links import Links
from shared.mongo import Mongo
from shared.outbox import Outbox
from shared.repeating import repeating
from shared.telemetry import metrics
from shared.tokens import Tokens
from shared.web.application import Frame


def make_app(settings: Settings) -> FastAPI:
    """Recommendations as an ASGI application."""
    bus = Bus("recommendations", settings.nats_url)
    mongo = Mongo(settings.mongo_url, settings.mongo_database)
    producer = Producer("recommendations", settings.recommendations_url)
    copies = ConferenceCopies(mongo.database)
    chosen = choose(settings.ranker)
    indexing = Indexing(*chosen, MongoEmbeddings(mongo.database))
    stored_programmes, states = MongoProgrammes(mongo.database), MongoStates(mongo.database)
    programmes = Programmes(stored_programmes, copies, producer, indexing, states)
    profiles, seats = MongoProfiles(mongo.database), MongoSeats(mongo.database, producer)
    agendas = MongoSeatedAgendas(mongo.database, producer)
    preferences, planner = MongoPreferences(mongo.database), Planner(copies, programmes, producer)
    rebuilds, companies = MongoRebuilds(mongo.database), MongoCompanies(mongo.database)
    attendances, membership = MongoAttendances(mongo.database), membership_of(mongo.database, profiles, producer)
    remaking = Remaking(planner, profiles, agendas, preferences, rebuilds, attendances, companies, seats)
    participation = Participation(planner, profiles, agendas, preferences, remaking, seats, bus)
    kept_feeds = MongoFeeds(mongo.database)
    endings = Endings(
        profiles, agendas, preferences, producer, rooms=(attendances, rebuilds, membership, kept_feeds, seats)
    )
    links = Links(settings.secrets())
    visits = Visits(OrganiserLinks(links, settings.recommendations_url), copies, settings.registration_url)
    reader = Reader(profiles, agendas, copies, programmes, links, companies)
    # The sessions before the programme that says they are out.
    outboxes = [Outbox(mongo.database[name], lambda: bus.publisher) for name in ("sessions", "programmes")]
    said = Outbox(mongo.database["preferences"], lambda: bus.publisher)
    rebuilding = Rebuilding(
        rebuilds,
        agendas,
        stored_programmes,
        remaking,
        bus,
        a_second=settings.rebuilds_per_second,
        tell=metrics.TO_REBUILD.set,
    )
    saying = Saying(
        preferences,
        profiles,
        planner,
        remaking,
        producer,
        said,
        bus,
        Joining(MongoDecisions(preferences, agendas), agendas, planner, remaking),
    )
    preferring = Preferring(saying)
    moving = Moving(saying, preferences, profiles, agendas, planner, seats, attendances)

    near = Neighbours(profiles, copies, programmes, reader, producer, links, preferences, seats, visits)
    attending = attendance(settings, mongo.database, near, lambda: bus.publisher)

    watching = Watching()
    bus.hears("conf.*.recommendations.>", watching.heard)

    wanting = demand(settings, mongo.database, preferences, copies, programmes, producer, lambda: bus.publisher, visits)

    beside = Near(profiles, agendas, preferences, copies, programmes, planner, remaking, reader, producer)
    together = teams(settings, mongo.database, membership, beside, bus, lambda: bus.publisher)

    seated = seating(
        mongo.database,
        seats,
        agendas,
        planner,
        remaking,
        copies,
        programmes,
        producer,
        lambda: bus.publisher,
        visits,
        settings.organiser_token,
        settings=preferences,
        hour=settings.allocation_hour,
    )

    frame = Frame(
        "recommendations",
        bus,
        mongo,
        INDEXES,
        background=[
            *(outbox.run for outbox in (*outboxes, said)),
            repeating("rebuilding", rebuilding.work_off, EVERY),
            *wanting.background,
            *together.background,
            *seated.background,
            *attending.background,
        ],
        leaving=[watching.leave],
        larger_bodies=dict.fromkeys(programme_api.PATHS, programme_api.PROGRAMME_LIMIT) | {IMPORT: BODY_LIMIT},
    )
    app = frame.application()
    handlers.declare(bus, participation, endings, saying, rebuilding, copies)
    tokens = (settings.organiser_token, settings.integrator_token)
    app.include_router(api.routes(reader, kept_feeds, *tokens))
    acts = acting(reader, settings.organiser_token)
    app.include_router(preferences_api.routes(preferring, acts))
    app.include_router(moves_api.routes(moving, acts))
    feeds = Feeds(kept_feeds, reader, Tokens(settings.secrets()), settings.recommendations_url, producer.clock)
    desk = AgendaDesk(reader, preferring, feeds, settings.registration_url)
    made = reproducing(agendas, states, indexing, desk, preferring, tokens)
    files = programme_files(settings, stored_programmes, programmes, copies, outboxes)
    pages = (
        feed_routes.routes(feeds, desk, acts),
        web.routes(desk),
        live.routes(watching, reader),
        forms.routes(desk, preferring),
    )
    rooms = (*wanting.routers, *together.routers, *attending.routers, *seated.routers)
    for router in (*files, *pages, move_pages.routes(desk, moving), *rooms, *made):
        app.include_router(router)
    return app
