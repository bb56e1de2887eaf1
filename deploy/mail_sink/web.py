"""The HTTP side: pages and JSON over the captured mails.

A mail is somebody else's text. Its HTML is only ever inside an iframe that is sandboxed without scripts,
and everything that leaves as a file is a download.
"""

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deploy.mail_sink.folder import Captured, MailFolder
from deploy.mail_sink.reading import read_mail

ON_ONE_PAGE = 200
PARSED_BEFORE_YIELDING = 25
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]

# srcdoc frames inherit this, so a mail can load nothing and run nothing either.
PAGE_HEADERS = {
    "Content-Security-Policy": ("default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'"),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
FILE_HEADERS = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
CONTENT_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")

PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True)


class MailPages:
    """The routes over one folder."""

    def __init__(self, folder: MailFolder) -> None:
        self._folder = folder

    def routes(self) -> list[Route]:
        """Every address of the sink."""
        return [
            Route("/", self.list_page),
            Route("/livez", self.alive),
            Route("/messages", self.delete_all, methods=["DELETE"]),
            Route("/messages.json", self.list_json),
            Route("/messages/{id}.eml", self.raw),
            Route("/messages/{id}", self.mail_page),
            Route("/messages/{id}/attachments/{number:int}", self.attachment),
        ]

    async def alive(self, _: Request) -> Response:
        """The sink listens on both ports: SMTP opens before HTTP does."""
        return PlainTextResponse("ok\n")

    async def list_page(self, request: Request) -> Response:
        """The newest mails, with the same filters as the JSON list."""
        found = await self._find(request, ON_ONE_PAGE)
        page = PAGES.get_template("list.html").render(
            mails=found,
            total=len(self._folder),
            to=request.query_params.get("to", ""),
            subject=request.query_params.get("subject", ""),
        )
        return HTMLResponse(page, headers=PAGE_HEADERS)

    async def list_json(self, request: Request) -> Response:
        """Newest first. `to` is a whole address; `subject` is a part of one; no `limit` means all."""
        return JSONResponse([_as_json(mail) for mail in await self._find(request, None)])

    async def mail_page(self, request: Request) -> Response:
        """One mail, taken apart."""
        mail = self._mail(request)
        page = PAGES.get_template("mail.html").render(mail=mail, content=read_mail(mail.content()))
        return HTMLResponse(page, headers=PAGE_HEADERS)

    async def raw(self, request: Request) -> Response:
        """The file as it is kept."""
        mail = self._mail(request)
        return _download(mail.content(), "message/rfc822", f"{mail.id}.eml")

    async def attachment(self, request: Request) -> Response:
        """One attached file, by its place in the mail (from 0)."""
        attachments = read_mail(self._mail(request).content()).attachments
        number = request.path_params["number"]
        if number >= len(attachments):
            raise HTTPException(404, "This mail has no such attachment.")
        return _download(attachments[number].content, attachments[number].content_type, attachments[number].filename)

    async def delete_all(self, _: Request) -> Response:
        """Empty the folder."""
        return JSONResponse({"deleted": self._folder.clear()})

    def _mail(self, request: Request) -> Captured:
        mail = self._folder.get(request.path_params["id"])
        if mail is None:
            raise HTTPException(404, "There is no such mail.")
        return mail

    async def _find(self, request: Request, limit: int | None) -> list[Captured]:
        query = request.query_params
        if "limit" in query:
            if not re.fullmatch("[0-9]{1,9}", query["limit"]):
                raise HTTPException(422, "limit is a number, 0 or more.")
            limit = int(query["limit"])
        subject = query.get("subject", "").casefold()
        found: list[Captured] = []
        for seen, mail in enumerate(self._folder.newest_first(query.get("to"))):
            if limit is not None and len(found) >= limit:
                break
            if seen % PARSED_BEFORE_YIELDING == 0:
                # The first listing reads every mail's headers; what arrives meanwhile must not wait for it.
                await asyncio.sleep(0)
            if subject in mail.headers.subject.casefold():
                found.append(mail)
        return found


def application(folder: MailFolder, lifespan: Lifespan) -> Starlette:
    """The ASGI application; its lifespan carries the SMTP server."""
    return Starlette(routes=MailPages(folder).routes(), lifespan=lifespan)


def _as_json(mail: Captured) -> dict[str, object]:
    return {
        "id": mail.id,
        "to": list(mail.recipients),
        "from": mail.headers.sender,
        "subject": mail.headers.subject,
        "message_id": mail.headers.message_id,
        "time": mail.received.isoformat(),
    }


def _download(content: bytes, content_type: str, filename: str) -> Response:
    plain = "".join(letter for letter in filename.rpartition("/")[2] if letter.isprintable())
    disposition = f"attachment; filename*=UTF-8''{quote(plain, safe='')}"
    known = content_type if CONTENT_TYPE.fullmatch(content_type) else "application/octet-stream"
    headers = FILE_HEADERS | {"Content-Disposition": disposition, "Content-Type": known}
    return Response(content, headers=headers)
