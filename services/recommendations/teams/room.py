"""The wiring of teams: what they are made of, for the application to take in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import APIRouter

from services.recommendations.days.ports import SettingReader
from services.recommendations.days.remaking import Remaking
from services.recommendations.planner import Planner
from services.recommendations.ports import AgendaStore, ConferenceReader, EventBus, ProfileStore
from services.recommendations.programmes import Programmes
from services.recommendations.reading import Reader
from services.recommendations.settings import Settings
from services.recommendations.teams import routes, web
from services.recommendations.teams.company_store import MongoCompanies
from services.recommendations.teams.joint_planning import EVERY, JointPlanning
from services.recommendations.teams.membership import Membership
from services.recommendations.teams.store import MongoMembers, MongoTeams
from services.recommendations.teams.team_desk import TeamDesk
from shared.bus.publish import Publisher
from shared.events import Producer
from shared.mongo import Database
from shared.outbox import Outbox
from shared.repeating import repeating


@dataclass(frozen=True, slots=True)
class Near:
    """What teams need of the rest of the service."""

    profiles: ProfileStore
    agendas: AgendaStore
    settings: SettingReader
    conferences: ConferenceReader
    programmes: Programmes
    planner: Planner
    remaking: Remaking
    reader: Reader
    producer: Producer


@dataclass(frozen=True, slots=True)
class Room:
    """What teams answer, and what they do besides."""

    routers: tuple[APIRouter, ...]
    background: tuple[Callable[[], Awaitable[None]], ...]


def membership_of(database: Database, profiles: ProfileStore, producer: Producer) -> Membership:
    """Who is in which team."""
    return Membership(MongoTeams(database), MongoCompanies(database), profiles, producer)


def teams(
    settings: Settings,
    database: Database,
    membership: Membership,
    near: Near,
    bus: EventBus,
    publisher: Callable[[], Publisher],
) -> Room:
    """All of it."""
    store, outbox = MongoTeams(database), Outbox(database["teams"], publisher)
    planning = JointPlanning(
        store,
        MongoCompanies(database),
        MongoMembers(database),
        membership,
        near.profiles,
        near.settings,
        near.planner,
        near.remaking,
        near.producer,
        outbox,
        bus,
    )
    desk = TeamDesk(store, membership, planning, near.profiles, near.agendas, near.conferences, near.programmes)
    routers = (
        routes.routes(desk, near.reader, settings.organiser_token, settings.integrator_token),
        web.routes(desk, near.reader, settings.registration_url),
    )
    return Room(routers, (outbox.run, repeating("teams", planning.look, EVERY)))
