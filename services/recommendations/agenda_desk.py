"""The agenda behind a link as a page, whoever asks for it: the link itself, or a form on it that needs another look."""

from collections.abc import Mapping

from fastapi.responses import Response

from services.recommendations import pages
from services.recommendations.conference_days import moment_of
from services.recommendations.day import day_of
from services.recommendations.days.preferring import Preferring
from services.recommendations.days.tuning import Typed, tuning_of
from services.recommendations.feeds.feeding import Feeds
from services.recommendations.private_pages import page
from services.recommendations.reading import Absence, Missing, Reader, Reading
from shared.events import utc_now
from shared.languages import DEFAULT, current_language
from shared.web.language import PARAMETER


def in_the_readers_language(address: str) -> str:
    """The address for a program that does not say which language its owner reads."""
    language = current_language()
    return address if language is DEFAULT else f"{address}?{PARAMETER}={language}"


class AgendaDesk:
    """Shows agendas."""

    def __init__(self, reader: Reader, preferring: Preferring, feeds: Feeds, signup_url: str) -> None:
        self.reader, self.signup_url = reader, signup_url
        self._preferring, self._feeds = preferring, feeds

    async def reading(self, token: str) -> Reading | Absence:
        """What is behind a link. Raises BadLink."""
        return await self.reader.read(await self.reader.participant_of(token))

    async def shown(
        self, token: str, *, saved: str = "", typed: Typed | None = None, errors: Mapping[str, str] | None = None
    ) -> Response:
        """The page. `typed` and `errors`: of a form that needs another look. Raises BadLink."""
        reading = await self.reading(token)
        if isinstance(reading, Absence):
            return self.instead(reading, token)
        setting = await self._preferring.setting(reading.kept.participant)
        now = utc_now()
        day = day_of(reading.conference, reading.sessions, reading.kept, reading.wishes, now)
        tuning = tuning_of(f"/agenda/{token}", setting, reading, now, saved=saved, typed=typed, errors=errors or {})
        live = pages.Live(f"/agenda/{token}/changes", reading.state)
        urls = {"calendar_url": f"/agenda/{token}.ics", "attendance_url": f"/agenda/{token}/attendance"}
        urls |= {"team_url": f"/agenda/{token}/team", "reflection_url": f"/agenda/{token}/reflection"}
        moment = moment_of(now, reading.conference, reading.sessions.values())
        address = await self._feeds.address(reading.kept.participant)
        feed = pages.FeedForm(f"/agenda/{token}/calendar", address and in_the_readers_language(address))
        html = pages.agenda_page(
            reading.conference, day, live=live, tuning=tuning, feed=feed, moment=moment, now=now, **urls
        )
        return page(html, 422 if errors else 200)

    def instead(self, absence: Absence, token: str) -> Response:
        """What is said where there is no agenda."""
        where = absence.conference
        calendar_url = f"/agenda/{token}.ics" if absence.items else None
        match absence.missing:
            case Missing.BUILDING:
                return page(pages.waiting_page(where, "building"))
            case Missing.NO_PROGRAMME:
                return page(pages.waiting_page(where, "no_programme"))
            case Missing.CANCELLED:
                ended = pages.ended_page("cancelled", where, calendar_url=calendar_url, signup_url=self.signup_url)
                return page(ended)
            case Missing.ERASED:
                return page(pages.ended_page("erased", where, calendar_url=None, signup_url=self.signup_url), 410)
