"""The wiring of the console, and nothing else."""

from collections.abc import Sequence
from typing import Protocol

from fastapi import APIRouter, Request

from services.registration.conferences import Conferences
from services.registration.console import changing, elsewhere, entry, looking, transfer
from services.registration.console.directory_store import MongoDirectory
from services.registration.console.figures_store import MongoFigures
from services.registration.console.gate import Gate
from services.registration.console.rooms import Rooms
from services.registration.console.session import Sessions
from services.registration.console.session_store import MongoEndedSessions
from services.registration.participants.deeds import Deeds
from services.registration.ports import PeopleStore
from services.registration.settings import Settings
from services.registration.transfer.importing import Importer
from services.registration.transfer.roster import Roster
from shared.events import utc_now
from shared.mongo import Database
from shared.outbox import Outbox


class Entrance(Protocol):
    """What the console asks of whatever stands at the entrance of the service."""

    @property
    def allowances(self) -> entry.Allowances:
        """How often a password may be tried."""
        ...

    def network_of(self, request: Request, /) -> str:
        """Where a request comes from."""
        ...


def gate_of(settings: Settings, database: Database) -> Gate:
    """Who may open the console. There may be several, all alike."""
    sessions = Sessions(settings.secrets(), settings.organiser_password, utc_now)
    return Gate(sessions, MongoEndedSessions(database), settings.organiser_token, settings.registration_url)


def console(
    gate: Gate,
    database: Database,
    entrance: Entrance,
    conferences: Conferences,
    outbox: Outbox,
    people: PeopleStore,
    deeds: Deeds,
    importer: Importer,
    roster: Roster,
    organiser_pages: elsewhere.OrganiserPages,
) -> Sequence[APIRouter]:
    """Every route of the console."""
    figures = MongoFigures(database, people.places, utc_now)
    rooms = Rooms(gate, conferences, outbox, people, deeds, figures, MongoDirectory(database))
    return (
        entry.routes(gate, entrance.allowances, entrance.network_of),
        looking.routes(rooms),
        changing.routes(rooms),
        transfer.routes(rooms, importer, roster),
        elsewhere.routes(rooms, organiser_pages),
    )
