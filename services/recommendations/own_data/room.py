"""The room's own wiring."""

from fastapi import APIRouter

from services.recommendations.attendance.accounts import Accounts
from services.recommendations.own_data import routes
from services.recommendations.own_data.handing_out import HandingOut
from services.recommendations.own_data.store import MongoOwnData
from services.recommendations.ports import ConferenceReader, ProfileStore
from services.recommendations.programmes import Programmes
from services.recommendations.reading import Reader
from services.recommendations.settings import Settings
from shared.mongo import Database


def own_data(
    settings: Settings,
    database: Database,
    profiles: ProfileStore,
    accounts: Accounts,
    conferences: ConferenceReader,
    programmes: Programmes,
    reader: Reader,
) -> APIRouter:
    """What is handed out to people."""
    handing_out = HandingOut(MongoOwnData(database), profiles, accounts, conferences, programmes)
    return routes.routes(handing_out, reader, settings.registration_url)
