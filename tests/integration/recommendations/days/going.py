"""What tests of moves share: a programme, where somebody goes, and what their day is then."""

from typing import Any

from shared.links import Links, Purpose
from tests.integration.recommendations.registration_says import SLUG
from tests.integration.recommendations.site import SECRET, agenda_of, session

MOVED = f"conf.{SLUG}.recommendations.agenda.moved.v1.>"
PACING_GOAL = {"area": "instruction", "abstract": "Students move at their own pace."}
SESSIONS = [
    session("lecture", "10:00", 60, title="Let students move at their own pace", room="Hall", **PACING_GOAL),
    session("stations", "10:10", 60, title="A pace of their own", room="Room B", **PACING_GOAL),
    session("grading", "10:00", 60, title="Grading less", room="Room C", area="assessment"),
    session("later", "13:00", 60, title="Their own pace, later", room="Room B", **PACING_GOAL),
]
TEN_PAST = "2026-10-28T10:10:00-04:00"
ON_THE_WAY = {
    "room": "Room B",
    "session": "stations",
    "known": "chosen",
    "arrive": "2026-10-28T10:15:00-04:00",
}


def token(participant: str) -> str:
    return Links([SECRET]).sign(Purpose.AGENDA, participant)


async def guids(site, participant: str) -> list[str]:
    return [item["guid"] for item in (await agenda_of(site, participant))["items"]]


async def times(site, participant: str) -> list[tuple[str, str, int]]:
    items = (await agenda_of(site, participant))["items"]
    return [(item["guid"], item["start"][11:16], item["minutes"]) for item in items]


async def move(site, participant: str, **body: Any):
    headers = {"Authorization": f"Bearer {token(participant)}"}
    return await site.post(f"/v1/agendas/{participant}/moves", json={"at": TEN_PAST} | body, headers=headers)
