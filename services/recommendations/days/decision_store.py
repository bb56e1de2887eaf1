"""Decisions that take a seat, in MongoDB: one transaction with the day that follows from them, and its seats."""

from services.recommendations.days.ports import Setting
from services.recommendations.days.preferences_store import MongoPreferences
from services.recommendations.ports import Built
from services.recommendations.seats.seated_agendas import MongoSeatedAgendas
from shared.events import FrozenEvent
from shared.mongo import Session


class MongoDecisions:
    """Decisions and days in MongoDB."""

    def __init__(self, settings: MongoPreferences, agendas: MongoSeatedAgendas) -> None:
        self._settings, self._agendas = settings, agendas

    async def save(self, setting: Setting, event: FrozenEvent, built: Built, over: int) -> bool:
        """Write both, with the seats the day takes, or neither. False if one was written meanwhile, or a seat taken."""

        async def decision(session: Session) -> bool:
            return await self._settings.save(built.participant, built.conference, setting, event, session)

        return await self._agendas.replace_with(built, over, decision)
