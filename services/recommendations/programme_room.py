"""The wiring of programmes as files: in and out."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.recommendations import programme_api, schedule_api
from services.recommendations.exporting import Exports
from services.recommendations.importing import Imports
from services.recommendations.ports import ConferenceReader, ProgrammeStore
from services.recommendations.programmes import Programmes
from services.recommendations.settings import Settings
from shared.outbox import Outbox


def programme_files(
    settings: Settings,
    store: ProgrammeStore,
    programmes: Programmes,
    conferences: ConferenceReader,
    outboxes: Sequence[Outbox],
) -> list[APIRouter]:
    """Their routes."""
    imports = Imports(programmes, conferences)
    exports = Exports(store, conferences, settings.recommendations_url)
    return [
        programme_api.routes(programmes, imports, conferences, outboxes, settings.organiser_token),
        schedule_api.routes(exports),
    ]
