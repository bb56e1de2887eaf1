"""An agenda as it is handed out to its owner, with what it was made from. Goals that colleagues share with their team
are not their data: a session that is there for one of those says so, and no more."""

import json
from collections.abc import Mapping
from typing import Any

from services.recommendations.own_data.told import Documents, Owner
from services.recommendations.reproducing.made import Made


def agenda(found: Documents, owner: Owner) -> dict[str, Any]:
    """The agenda that is there, or what is in its place."""
    if not found:
        return {"agenda": None}
    [one] = found
    if one.get("cancelled"):
        return {"agenda": {"cancelled_at": one["ended_at"], "sessions": list(one["sessions"])}}
    makings = [_making(each, owner) for each in one.get("made", ())]
    goals = makings[-1]["made_from"]["wishes"]["goals"] if makings else []
    return {
        "agenda": {
            "revision": one.get("revision", one["version"]),
            "programme_version": one["programme_version"],
            "built_at": one["built_at"],
            "items": [_item(item, goals) for item in one["items"]],
            "made": makings,
        }
    }


def _making(document: Mapping[str, Any], owner: Owner) -> dict[str, Any]:
    made = Made.from_document(document)
    question, answer = json.loads(made.question), json.loads(made.answer)
    company = question.get("circumstances", {}).pop("company", {})
    of_team = {goal["statement"] for goal in company.get("goals", ())} - owner.goals
    own = [goal for goal in question["wishes"]["goals"] if goal["statement"] not in of_team]
    question["wishes"]["goals"] = own
    return {
        "id": made.id,
        "at": made.at,
        "revision": made.revision,
        "programme_version": made.programme_version,
        "ranker": made.ranker,
        "product": made.product,
        "made_from": question,
        "items": [_item(item, own) for item in answer["items"]],
    }


def _item(item: Mapping[str, Any], goals: list[dict[str, Any]]) -> dict[str, Any]:
    """`goals`: their own, which come first."""
    number = item["goal"]
    of_team = number is not None and number >= len(goals) > 0
    return {
        "guid": item["guid"],
        "value": item["value"],
        "for_goal": None if number is None or of_team else goals[number]["statement"] if goals else None,
        "for_goal_of_team": of_team,
        "also_for_goals": [goals[other]["statement"] for other in item.get("also", ()) if other < len(goals)],
        "why": None if of_team else item["why"],
        "arrive": item.get("arrive"),
        "leave": item.get("leave"),
    }
