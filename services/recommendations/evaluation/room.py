"""The wiring of evaluation."""

from collections.abc import Sequence

from fastapi import APIRouter

from services.recommendations.attendance.accounts import Accounts
from services.recommendations.attendance.stage import Stage
from services.recommendations.evaluation import api, web
from services.recommendations.evaluation.evaluating import Evaluating
from services.recommendations.evaluation.store import MongoEvaluations
from services.recommendations.organiser.visits import Visits
from services.recommendations.programmes import Programmes
from services.recommendations.reading import Reader
from services.recommendations.settings import Settings
from shared.events import utc_now
from shared.mongo import Database


def evaluation(
    settings: Settings,
    database: Database,
    accounts: Accounts,
    stage: Stage,
    reader: Reader,
    programmes: Programmes,
    visits: Visits,
) -> Sequence[APIRouter]:
    """All that evaluation answers."""
    store = MongoEvaluations(database)
    evaluating = Evaluating(accounts, reader, programmes, store, utc_now)
    return (
        api.routes(evaluating, stage, settings.organiser_token),
        web.routes(evaluating, store, visits),
    )
