"""The table of addresses at the end of the start."""

from urllib.parse import urlsplit

from rich import box
from rich.table import Table
from rich.text import Text

from deploy.local.plan import Plan

# What a person finds at a service, and where.
PAGES = {
    "registration": ("Signup form", "/", ""),
    "recommendations": ("Agenda", "/agenda/…", "in each mail"),
    "notifications": ("Notifications", "/", ""),
}
Row = tuple[str, str, str]


def address_rows(plan: Plan) -> list[Row]:
    """What, where, and what is worth knowing about it."""
    rows: list[Row] = []
    for service in plan.services:
        what, path, hint = PAGES.get(service.name, (service.name, "/", ""))
        rows.append((what, service.url + path, _joined(hint, plan.note(service.name))))
        if service.name == "registration":
            rows.append(("Organiser's console", f"{service.url}/console", "password in run.json"))
    if plan.mail:
        rows.append(("Captured mail", f"{plan.mail.url}/", _joined(plan.note("mail"), plan.note("smtp"))))
    else:
        rows.append(("Mail goes to", without_password(plan.backends.smtp_url), "from SMTP_URL"))
    rows.append(("Events", ".venv/bin/desirepath events tail", ""))
    rows += [(f"API of {service.name}", f"{service.url}/docs", "") for service in plan.services]
    bus_note = plan.note("nats-server") if plan.nats else "from NATS_URL"
    rows.append(("NATS", without_password(plan.backends.nats_url_for("operator")), bus_note))
    database_note = plan.note("mongod") if plan.mongod else "from MONGO_URL"
    rows.append(("MongoDB", without_password(plan.backends.mongo_url), database_note))
    return rows


def address_table(plan: Plan) -> Table:
    """Each address is whole on one line, so that it can be copied and clicked."""
    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(style="dim")
    for row in address_rows(plan):
        table.add_row(*(Text(cell) for cell in row))
    return table


def without_password(url: str) -> str:
    """A URL as it may stand on a screen."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
