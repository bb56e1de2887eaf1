"""Which language a request is answered in: asked for in the address, chosen before, or what the browser speaks."""

from contextvars import ContextVar
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.contracts.vocabulary import Language
from shared.languages import DEFAULT, NAMES, current_language, known_language, negotiated, speaking

PARAMETER = "lang"
COOKIE = "language"
_A_YEAR = 365 * 24 * 60 * 60

_query: ContextVar[str | None] = ContextVar("query", default="")
"""Of the page that is asked for; None while a form is answered, whose page has no address of its own."""


class Choice(NamedTuple):
    """A language a reader can change to."""

    code: Language
    name: str
    address: str
    """Relative: the same page, in that language. Empty where no link can lead to it."""


def other_languages() -> list[Choice]:
    """Every language but the one that is spoken, each with the way to the page that is shown."""
    others = [language for language in Language if language != current_language()]
    query = _query.get()
    if query is None:
        return [Choice(language, NAMES[language], "") for language in others]
    asked = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != PARAMETER]
    return [Choice(language, NAMES[language], f"?{urlencode([*asked, (PARAMETER, language)])}") for language in others]


class Languages:
    """Speaks the reader's language while a request is answered, and says so in the headers of a page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, query = Headers(scope=scope), scope["query_string"].decode("latin-1")
        asked = known_language(dict(parse_qsl(query)).get(PARAMETER))
        chosen = known_language(cookie_parser(headers.get("cookie", "")).get(COOKIE))
        language = asked or chosen or negotiated(headers.get("accept-language", "")) or DEFAULT

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                if answer.get("content-type", "").startswith("text/html"):
                    answer.setdefault("content-language", language)
                    answer.add_vary_header("Accept-Language, Cookie")
                if asked and asked != chosen:
                    answer.append("set-cookie", _cookie(asked, secure=scope["scheme"] == "https"))
            await send(message)

        before = _query.set(query if scope["method"] == "GET" else None)
        try:
            with speaking(language):
                await self._app(scope, receive, told)
        finally:
            _query.reset(before)


def _cookie(language: Language, *, secure: bool) -> str:
    cookie = SimpleCookie({COOKIE: language})
    kept = cookie[COOKIE]
    kept["max-age"], kept["path"], kept["samesite"], kept["httponly"] = str(_A_YEAR), "/", "Lax", True
    if secure:
        kept["secure"] = True
    return kept.OutputString()
