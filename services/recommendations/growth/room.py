"""The wiring of growth."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.recommendations.attendance.accounts import Accounts
from services.recommendations.attendance.stage import Stage
from services.recommendations.growth import api, organiser_web, web
from services.recommendations.growth.reflecting import Reflecting
from services.recommendations.growth.store import MongoGrowth
from services.recommendations.organiser.visits import Visits
from services.recommendations.reading import Reader
from services.recommendations.settings import Settings
from shared.events import Producer
from shared.mongo import Database
from shared.outbox import Outbox


def growth(
    settings: Settings,
    database: Database,
    outbox: Outbox,
    accounts: Accounts,
    stage: Stage,
    reader: Reader,
    producer: Producer,
    visits: Visits,
) -> Sequence[APIRouter]:
    """All that growth answers."""
    store = MongoGrowth(database)
    reflecting = Reflecting(accounts, store, producer, outbox)
    return (
        web.routes(reflecting, reader, settings.registration_url),
        api.routes(store, stage, settings.organiser_token),
        organiser_web.routes(store, visits),
    )
