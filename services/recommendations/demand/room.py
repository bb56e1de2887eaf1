"""The wiring of demand: what it is made of, for the application to take in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import APIRouter

from services.recommendations.days.ports import SettingReader
from services.recommendations.demand import routes, web
from services.recommendations.demand.desk import Desk
from services.recommendations.demand.measuring import Measuring
from services.recommendations.demand.people_store import MongoPeople
from services.recommendations.demand.store import MongoDemand
from services.recommendations.demand.watching import Watching
from services.recommendations.organiser.visits import Visits
from services.recommendations.ports import ConferenceReader
from services.recommendations.programmes import Programmes
from services.recommendations.settings import Settings
from shared.bus.publish import Publisher
from shared.events import Producer
from shared.mongo import Database
from shared.outbox import Outbox
from shared.repeating import repeating


@dataclass(frozen=True, slots=True)
class Room:
    """What demand answers, and what it does besides."""

    routers: tuple[APIRouter, ...]
    background: tuple[Callable[[], Awaitable[None]], ...]


def demand(
    environment: Settings,
    database: Database,
    settings: SettingReader,
    conferences: ConferenceReader,
    programmes: Programmes,
    producer: Producer,
    publisher: Callable[[], Publisher],
    visits: Visits,
) -> Room:
    """All of it."""
    store, people = MongoDemand(database), MongoPeople(database, settings)
    outbox = Outbox(database["demand"], publisher)
    measuring = Measuring(people, store, conferences, programmes, producer, outbox)
    watching = Watching(measuring, people, store, conferences, programmes)
    desk = Desk(store, measuring, watching, conferences, programmes)
    routers = (routes.routes(desk, visits.links, environment.organiser_token), web.routes(desk, visits))
    return Room(routers, (outbox.run, repeating("demand", watching.next, 0)))
