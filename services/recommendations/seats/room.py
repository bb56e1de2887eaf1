"""The wiring of seats: what they are made of, for the application to take in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter

from services.recommendations.days.ports import SettingReader
from services.recommendations.days.remaking import Remaking
from services.recommendations.demand.people_store import MongoPeople
from services.recommendations.organiser.visits import Visits
from services.recommendations.planner import Planner
from services.recommendations.ports import ConferenceReader
from services.recommendations.programmes import Programmes
from services.recommendations.seats import routes, web
from services.recommendations.seats.allocating import EVERY as NIGHTLY
from services.recommendations.seats.allocating import Allocating
from services.recommendations.seats.desk import Desk
from services.recommendations.seats.ledger import MongoSeats
from services.recommendations.seats.offering import EVERY, Offering
from services.recommendations.seats.runs_store import MongoRuns
from services.recommendations.seats.seated_agendas import MongoSeatedAgendas
from shared.bus.publish import Publisher
from shared.events import Producer, utc_now
from shared.mongo import Database
from shared.outbox import Outbox
from shared.repeating import repeating


@dataclass(frozen=True, slots=True)
class Room:
    """What seats answer, and what they do besides."""

    routers: tuple[APIRouter, ...]
    background: tuple[Callable[[], Awaitable[None]], ...]


def seating(
    database: Database,
    seats: MongoSeats,
    agendas: MongoSeatedAgendas,
    planner: Planner,
    remaking: Remaking,
    conferences: ConferenceReader,
    programmes: Programmes,
    producer: Producer,
    publisher: Callable[[], Publisher],
    visits: Visits,
    organiser_token: str,
    *,
    settings: SettingReader,
    hour: int,
) -> Room:
    """All of it. `hour`: when seats are given out at night, on the conference's clock; negative: never."""
    # The day that gains before the seat that it gained.
    news, ledger = Outbox(database["agenda_news"], publisher), Outbox(database["seats"], publisher)

    async def tell() -> None:
        await news.flush()
        await ledger.flush()
        await database["agenda_news"].delete_many({"pending": []})

    runs = MongoRuns(database)
    told = Outbox(database["allocations"], publisher)

    async def tell_all() -> None:
        await tell()
        await told.flush()

    people = MongoPeople(database, settings)
    allocating = Allocating(people, seats, agendas, planner, remaking, runs, producer, tell_all)
    offering = Offering(seats, agendas, planner, remaking, producer, tell, runs.busy)
    background = [news.run, ledger.run, told.run, repeating("seats", offering.look, EVERY)]
    if hour >= 0:
        background.append(repeating("allocation", partial(allocating.nightly, hour), NIGHTLY))
    desk = Desk(seats, allocating, runs, programmes, hour, utc_now)
    return Room((routes.routes(desk, conferences, organiser_token), web.routes(desk, visits)), tuple(background))
