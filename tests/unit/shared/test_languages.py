"""Which language a reader is spoken to in, and how it is said in the answer."""

import asyncio

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from shared.contracts.vocabulary import Language
from shared.languages import _, counting, current_language, known_language, negotiated, speaking
from shared.web.language import Languages, other_languages


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("es-419", "es"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("en;q=0.2, es;q=0.7", "es"),
        ("fr-CA, fr;q=0.9, es;q=0.3, en;q=0.2", "es"),
        ("es;q=0, en", "en"),
        ("es ; q=0.4 , en ; q=0.6", "en"),
        ("de, fr", None),
        ("*", None),
        ("", None),
        ("es;q=2", None),
        ("<script>, ;;;, es", "es"),
    ],
)
def test_the_browser_says_what_its_owner_reads(accepted, language):
    assert negotiated(accepted) == language


def test_a_long_header_is_read_no_further_than_headers_get():
    assert negotiated("x-" * 40_000 + ", es") is None


@pytest.mark.parametrize(("code", "language"), [("es", Language.SPANISH), ("EN", Language.ENGLISH), ("fr", None)])
def test_only_languages_with_words_are_spoken(code, language):
    assert known_language(code) == language


def test_words_follow_who_is_spoken_to():
    assert _("Technology") == "Technology"
    with speaking("es"):
        assert _("Technology") == "Tecnología"
        assert _("Error %(status)s", status=404) == "Error 404"
        assert [counting("%(num)s session", "%(num)s sessions", number) for number in (1, 2)] == [
            "1 sesión",
            "2 sesiones",
        ]
        with speaking("tlh"):
            assert current_language() == "en"
        assert current_language() == "es"
    assert current_language() == "en"


async def test_two_readers_at_once_are_not_mixed_up():
    async def said(language: str) -> str:
        with speaking(language):
            await asyncio.sleep(0)
            return _("Technology")

    heard = await asyncio.gather(said("es"), said("en"), said("es"))
    assert list(heard) == ["Tecnología", "Technology", "Tecnología"]


async def page(request: Request) -> Response:
    return HTMLResponse(" ".join([current_language(), *(other.address for other in other_languages())]))


async def data(request: Request) -> Response:
    return JSONResponse({})


def reader(**headers: str) -> AsyncClient:
    app = Starlette(routes=[Route("/page", page, methods=["GET", "POST"]), Route("/data", data)])
    return AsyncClient(transport=ASGITransport(Languages(app)), base_url="https://signup.example", headers=headers)


@pytest.mark.parametrize(
    ("headers", "query", "language"),
    [
        ({}, "", "en"),
        ({"accept-language": "es-AR"}, "", "es"),
        ({"accept-language": "es", "cookie": "language=en"}, "", "en"),
        ({"accept-language": "en", "cookie": "a=b; language=es"}, "?lang=en", "en"),
        ({"accept-language": "es", "cookie": "language=xx"}, "?lang=yy", "es"),
    ],
)
async def test_what_was_asked_for_goes_before_what_was_chosen_and_that_before_the_browser(headers, query, language):
    async with reader(**headers) as browser:
        answer = await browser.get(f"/page{query}")
    assert answer.text.split()[0] == language
    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language, Cookie"


async def test_a_choice_is_kept_for_a_year_and_every_page_after():
    async with reader() as browser:
        chosen = await browser.get("/page?lang=es")
        later = await browser.get("/page")
    kept = chosen.headers["set-cookie"]
    assert kept.startswith("language=es; ")
    assert set(kept.split("; ")[1:]) == {"HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=Lax", "Secure"}
    assert later.text.split()[0] == "es"
    assert "set-cookie" not in later.headers


async def test_the_way_to_the_other_language_keeps_the_address():
    async with reader() as browser:
        answer = await browser.get("/page", params={"from": "a&b", "lang": "es", "x": ""})
    assert answer.text == "es ?from=a%26b&x=&lang=en"


async def test_no_link_leads_to_what_answers_a_form():
    async with reader() as browser:
        answer = await browser.post("/page?lang=es")
    assert answer.text == "es "


async def test_data_has_no_language():
    async with reader(**{"accept-language": "es"}) as browser:
        answer = await browser.get("/data")
    assert "content-language" not in answer.headers
    assert "vary" not in answer.headers
