"""When to measure: after the programme or many wishes changed, once that has come to rest."""

from dataclasses import dataclass

from services.recommendations.demand.small_groups import FEWEST, Counted, changed, may_follow

MANY = 0.02
"""Of all people: wishes that changed."""
PATIENCE = 10
"""Looks after which it is measured even if there is no rest."""


@dataclass(frozen=True, slots=True)
class Look:
    """What measuring would go by: which programme, and who wants which state of it."""

    programme_version: int
    counted: Counted


def due(measured: Look | None, before: Look | None, now: Look, waited: int) -> bool:
    """Whether it is time. `measured`: what the last measurement went by; `before`: the last look; `waited`: looks
    since it was last time."""
    if not _much_changed(measured, now):
        return False
    return before == now or waited >= PATIENCE


def _much_changed(measured: Look | None, now: Look) -> bool:
    if len(now.counted) < FEWEST:
        return False
    if measured is None:
        return True
    if not may_follow(measured.counted, now.counted):
        return False
    between = changed(measured.counted, now.counted)
    return measured.programme_version != now.programme_version or between > MANY * len(now.counted)
