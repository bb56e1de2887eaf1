"""Which open pages an event wakes."""

import pytest

from services.recommendations.live.watching import MOST_OF_ONE, TooMany, Watching

ANA, BO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def said(entity: str, fact: str, id: str, conference: str = "spring") -> str:
    return f"conf.{conference}.recommendations.{entity}.{fact}.v1.{id}"


async def woken(watching: Watching, subject: str) -> list[str]:
    with (
        watching.watch("spring", ANA) as ana,
        watching.watch("spring", BO) as bo,
        watching.watch("autumn", ANA) as elsewhere,
    ):
        watching.heard(subject)
        pages = {"ana": ana, "bo": bo, "elsewhere": elsewhere}
        return [name for name, page in pages.items() if page._moved.is_set()]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (said("agenda", "changed", ANA), ["ana", "elsewhere"]),
        (said("agenda", "cancelled", BO), ["bo"]),
        (said("preferences", "changed", BO), ["bo"]),
        (said("session", "changed", "pacing"), ["ana", "bo"]),
        (said("session", "cancelled", "pacing", "autumn"), ["elsewhere"]),
        (said("programme", "published", "spring"), ["ana", "bo"]),
        (said("goal", "unmet", ANA), []),
        ("conf.spring", []),
    ],
)
async def test_an_event_wakes_the_pages_it_is_about(subject: str, expected: list[str]) -> None:
    assert await woken(Watching(), subject) == expected


async def test_a_page_is_told_once_of_what_came_since_it_looked() -> None:
    watching = Watching()
    with watching.watch("spring", ANA) as page:
        watching.heard(said("agenda", "changed", ANA))
        watching.heard(said("agenda", "changed", ANA))
        await page.moved()
        assert not page._moved.is_set()


def test_nobody_keeps_more_pages_open_than_they_can_look_at() -> None:
    watching = Watching()
    pages = [watching.watch("spring", ANA) for _ in range(MOST_OF_ONE)]
    for page in pages:
        page.__enter__()
    with pytest.raises(TooMany), watching.watch("spring", ANA):
        pass
    with watching.watch("spring", BO):
        pass
    for page in pages:
        page.__exit__(None, None, None)
    with watching.watch("spring", ANA):
        pass


async def test_who_leaves_lets_every_page_go() -> None:
    watching = Watching()
    with watching.watch("spring", ANA) as page:
        watching.leave()
        await page.moved()
    assert watching.leaving
