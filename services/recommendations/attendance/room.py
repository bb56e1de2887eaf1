"""The wiring of attendance: what it is made of, for the application to take in."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter

from services.recommendations.attendance import account_routes, door_pages, list_routes, phone_pages, routes
from services.recommendations.attendance.accounts import Accounts
from services.recommendations.attendance.callers import Callers
from services.recommendations.attendance.codes import Codes
from services.recommendations.attendance.list_import import ListImport
from services.recommendations.attendance.recording import Recording
from services.recommendations.attendance.rule_book import RuleBook
from services.recommendations.attendance.stage import Stage
from services.recommendations.attendance.store import MongoAttendances
from services.recommendations.attendance.turnstile import Turnstile
from services.recommendations.evaluation import api as evaluation
from services.recommendations.evaluation.evaluating import Evaluating
from services.recommendations.growth.room import growth
from services.recommendations.ports import ConferenceReader, ProfileStore
from services.recommendations.programmes import Programmes
from services.recommendations.reading import Reader
from services.recommendations.settings import Settings
from shared.events import Producer, utc_now
from shared.links import Links
from shared.mongo import Database
from shared.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What attendance needs of the rest of the service."""

    profiles: ProfileStore
    conferences: ConferenceReader
    programmes: Programmes
    reader: Reader
    producer: Producer
    links: Links


def attendance(
    settings: Settings, database: Database, outbox: Outbox, grown: Outbox, near: Neighbours
) -> Sequence[APIRouter]:
    """All that attendance answers, and growth, which follows from it. The outboxes: of scans, and of profiles."""
    store = MongoAttendances(database)
    recording = Recording(near.profiles, store, near.producer, utc_now)
    codes = Codes(near.links, near.profiles)
    stage = Stage(near.conferences, near.programmes)
    callers = Callers(codes, near.reader, settings.organiser_token)
    accounts = Accounts(near.reader, store, near.programmes, RuleBook.read(settings.credit_rules_dir), utc_now)
    tokens = (settings.organiser_token, settings.integrator_token)
    turnstile, url = Turnstile(recording, accounts, outbox), settings.recommendations_url.rstrip("/")
    return (
        routes.routes(recording, stage, codes, callers, outbox),
        list_routes.routes(ListImport(recording, codes), stage, callers, outbox),
        account_routes.routes(accounts, stage, near.reader, *tokens),
        phone_pages.routes(accounts, codes, near.reader, stage, turnstile, url, settings.registration_url),
        door_pages.routes(codes, stage, turnstile, url, settings.organiser_token),
        evaluation.routes(Evaluating(accounts, near.reader, near.programmes), stage, settings.organiser_token),
        *growth(database, grown, accounts, stage, near.reader, near.producer, settings.organiser_token),
    )
