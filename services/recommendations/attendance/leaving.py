"""What leaving now would cost somebody who is in a session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.recommendations.attendance.credit_rules import CreditRules
from services.recommendations.attendance.ledger import in_hours, ledger
from services.recommendations.attendance.presence import Hours, Stay


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where they are, and what it comes to if they leave now or stay to the end."""

    guid: str
    ends: datetime
    now: Decimal
    """Hours of credit in all, leaving now."""
    staying: Decimal
    cost: Decimal


def leaving(
    stays: Sequence[Stay],
    sessions: Mapping[str, Hours],
    tags: Mapping[str, Iterable[str]],
    zone: ZoneInfo,
    rules: CreditRules,
) -> Leaving | None:
    """What it costs to leave the session they are in; None if they are in none."""
    if not stays or not stays[-1].open:
        return None
    inside, ends = stays[-1], sessions[stays[-1].guid].end
    whole = ledger([*stays[:-1], replace(inside, end=ends)], tags, zone, rules)
    part = ledger(stays, tags, zone, rules)
    cost = in_hours(max(0, whole.units - part.units), rules.unit_minutes)
    return Leaving(inside.guid, ends, part.hours, whole.hours, cost)
