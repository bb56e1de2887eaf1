"""The wiring of attendance: what it is made of, for the application to take in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter

from services.recommendations.attendance import (
    account_routes,
    code_pages,
    door_links,
    door_pages,
    list_routes,
    organiser_web,
    phone_pages,
    routes,
)
from services.recommendations.attendance.accounts import Accounts
from services.recommendations.attendance.callers import Callers
from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.door_store import MongoDoors
from services.recommendations.attendance.list_import import ListImport
from services.recommendations.attendance.planned_store import MongoPlanned
from services.recommendations.attendance.recording import Recording
from services.recommendations.attendance.rule_book import RuleBook
from services.recommendations.attendance.stage import Stage
from services.recommendations.attendance.store import MongoAttendances
from services.recommendations.attendance.turnstile import Turnstile
from services.recommendations.days.ports import SettingReader
from services.recommendations.evaluation.room import evaluation
from services.recommendations.growth.room import growth
from services.recommendations.organiser.visits import Visits
from services.recommendations.own_data.room import own_data
from services.recommendations.ports import ConferenceReader, ProfileStore
from services.recommendations.programmes import Programmes
from services.recommendations.reading import Reader
from services.recommendations.seats.ports import SeatReader
from services.recommendations.settings import Settings
from shared.bus.publish import Publisher
from shared.events import Producer, utc_now
from shared.links import Links
from shared.mongo import Database
from shared.outbox import Outbox
from shared.web.application import Background


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What attendance needs of the rest of the service."""

    profiles: ProfileStore
    conferences: ConferenceReader
    programmes: Programmes
    reader: Reader
    producer: Producer
    links: Links
    settings: SettingReader
    seats: SeatReader
    visits: Visits


@dataclass(frozen=True, slots=True)
class Attending:
    """What the application takes in: all that attendance answers, and growth, which follows from it."""

    routers: Sequence[APIRouter]
    background: Sequence[Background]


def attendance(
    settings: Settings, database: Database, near: Neighbours, publisher: Callable[[], Publisher]
) -> Attending:
    """Put it together."""
    outbox, grown = (Outbox(database[name], publisher) for name in ("attendances", "profiles"))
    store = MongoAttendances(database)
    recording = Recording(near.profiles, store, near.producer, utc_now)
    codes = Codes(near.links, near.profiles, MongoDoors(database))
    stage = Stage(near.conferences, near.programmes)
    callers = Callers(codes, near.reader, settings.organiser_token)
    rules = RuleBook.read(settings.credit_rules_dir)
    accounts = Accounts(near.reader, store, near.programmes, near.settings, near.seats, rules, utc_now)
    tokens = (settings.organiser_token, settings.integrator_token)
    turnstile, url = Turnstile(recording, accounts, outbox), settings.recommendations_url.rstrip("/")
    signup = settings.registration_url
    routers = (
        routes.routes(recording, stage, codes, callers, outbox),
        list_routes.routes(ListImport(recording, codes), stage, callers, outbox),
        account_routes.routes(accounts, stage, near.reader, *tokens),
        phone_pages.routes(accounts, codes, near.reader, stage, turnstile, url, signup),
        code_pages.routes(codes, near.reader, stage, turnstile, signup),
        door_pages.routes(codes, stage, url, signup, utc_now),
        door_links.routes(codes, stage, url, settings.organiser_token),
        organiser_web.routes(accounts, MongoPlanned(database), stage, near.visits),
        own_data(settings, database, near.profiles, accounts, near.conferences, near.programmes, near.reader),
        *evaluation(settings, database, accounts, stage, near.reader, near.programmes, near.visits),
        *growth(settings, database, grown, accounts, stage, near.reader, near.producer, near.visits),
    )
    return Attending(routers, (outbox.run, grown.run))
