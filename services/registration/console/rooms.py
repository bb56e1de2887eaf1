"""What the pages of the console stand on, and what they find there."""

from dataclasses import dataclass

from services.registration.conferences import Conferences
from services.registration.console import pages
from services.registration.console.directory import Directory
from services.registration.console.figures import FigureStore
from services.registration.console.gate import Gate, Turned, Visitor
from services.registration.participants.deeds import Deeds
from services.registration.participants.person import Person
from services.registration.ports import PeopleStore
from shared.contracts.registration import Conference
from shared.languages import _
from shared.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything behind the gate."""

    gate: Gate
    conferences: Conferences
    outbox: Outbox
    people: PeopleStore
    deeds: Deeds
    figures: FigureStore
    directory: Directory

    async def conference(self, slug: str) -> Conference:
        """The conference of a page. Raises Turned."""
        found = await self.conferences.get(slug) or (await self.conferences.current()).get(slug)
        if found is None:
            raise Turned(pages.problem(404, _("There is no such conference"), _("The link may be old or incomplete.")))
        return found

    async def frame(self, slug: str, visitor: Visitor) -> pages.Frame:
        """What is around a page of a conference. Raises Turned."""
        conference = await self.conference(slug)
        return pages.Frame(conference, visitor.form_token, several=len(await self.conferences.known()) > 1)

    async def person(self, slug: str, id: str) -> Person:
        """The participant of a page. Raises Turned."""
        person = await self.people.find(id)
        if person is None or person.conference != slug:
            raise Turned(pages.problem(404, _("There is no such participant"), _("The link may be old or incomplete.")))
        return person
