"""What an organiser hears of an import, as JSON."""

from dataclasses import asdict
from typing import Any

from services.registration.transfer.importing import Plan, Progress


def of_plan(plan: Plan) -> dict[str, Any]:
    """What an import would do, and what is wrong. It holds nothing of what anybody wrote."""
    contents = plan.contents
    header = contents.layout.header
    fields = {header[place]: field for field, places in contents.layout.fields.items() for place in places}
    return {
        "conference": plan.conference.slug,
        "rows": contents.rows,
        "new": len(plan.fresh),
        "wrong": contents.wrong,
        "errors": [asdict(fault) for fault in contents.faults],
        "duplicates": [asdict(one) for one in contents.duplicates],
        "known": [{"row": one.row, "state": one.state or "imported"} for one in plan.known],
        "passed_over": list(contents.passed_over),
        "encoding": contents.encoding,
        "delimiter": contents.delimiter,
        "fields": fields,
        "answers": list(contents.layout.answers.values()),
        "notes": [*contents.notes, *([plan.refusal] if plan.refusal else [])],
    }


def of_progress(plan: Plan, progress: Progress) -> dict[str, Any]:
    """How far it is; the last one says what became of every row."""
    said: dict[str, Any] = {"done": progress.done, "of": progress.of}
    if progress.cut_off:
        said["cut_off"] = progress.cut_off
    elif progress.finished:
        said["finished"] = {
            "rows": plan.contents.rows,
            "taken": progress.done - len(progress.differing),
            "known": len(plan.known),
            "differing": list(progress.differing),
            "wrong": plan.contents.wrong,
            "passed_over": len(plan.contents.passed_over),
        }
    return said
