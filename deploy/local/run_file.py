"""run.json: every address, token and pid of a stack, for tools. It is there while the stack is ready."""

import json
from pathlib import Path
from typing import TypedDict

from deploy.local.plan import Plan
from deploy.local.private_file import write_private


class Run(TypedDict):
    """`mail` is None when SMTP_URL names a server of somebody else's. `pids` has the parts started here, by
    name, and `runner`; a part that died keeps its old pid until it is started again."""

    registration: str
    recommendations: str
    notifications: str
    mail: str | None
    nats_url: str
    events_url: str
    mongo_url: str
    smtp_url: str
    organiser_token: str
    organiser_password: str
    integrator_token: str
    pids: dict[str, int]


def run_of(plan: Plan, runner_pid: int) -> Run:
    """The stack as it is now."""
    url = {service.name: service.url for service in plan.services}
    pids = {part.name: part.pid for part in [*plan.embedded, *plan.services] if part.pid is not None}
    return Run(
        registration=url.get("registration", ""),
        recommendations=url.get("recommendations", ""),
        notifications=url.get("notifications", ""),
        mail=plan.mail.url if plan.mail else None,
        nats_url=plan.backends.nats_url_for("operator"),
        events_url=plan.backends.nats_url_for("integrator"),
        mongo_url=plan.backends.mongo_url,
        smtp_url=plan.backends.smtp_url,
        organiser_token=plan.credentials.organiser_token,
        organiser_password=plan.credentials.organiser_password,
        integrator_token=plan.credentials.integrator_token,
        pids={**pids, "runner": runner_pid},
    )


def write_run(path: Path, run: Run) -> None:
    """Replace the file; only its owner may read it."""
    write_private(path, json.dumps(run, indent=2) + "\n")


def read_run(path: Path) -> Run:
    """What `write_run` wrote. Raises FileNotFoundError when no stack is ready."""
    run: Run = json.loads(path.read_text(encoding="utf-8"))
    return run
