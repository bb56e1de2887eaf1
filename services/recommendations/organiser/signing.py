"""Links to the organiser's pages: the same one opens each of them, for as long as a session of the console."""

from datetime import timedelta

from shared.events import utc_now
from shared.links import Links, Purpose

LASTS = timedelta(hours=12)


class OrganiserLinks:
    """Links to the pages of one conference."""

    def __init__(self, links: Links, public_url: str) -> None:
        self._links, self._public_url = links, public_url.rstrip("/")

    def sign(self, slug: str, page: str) -> dict[str, str]:
        """A link to one of them, and until when it opens them."""
        url = f"{self._public_url}/{page}/{self._links.sign(Purpose.ORGANISER, slug)}"
        return {"url": url, "expires_at": (utc_now() + LASTS).isoformat(timespec="seconds")}

    def conference(self, token: str) -> str:
        """Whose pages a link opens. Raises BadLink."""
        return self._links.open(Purpose.ORGANISER, token, lasts=int(LASTS.total_seconds())).participant
