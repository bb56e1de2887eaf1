"""The steps of an import: a look at the whole file, then its conference, then its programme."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import httpx
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from deploy.cli import programme_conference
from deploy.cli.programme_file import Handed
from deploy.cli.programme_sending import put
from deploy.cli.programme_showing import show_conference


@dataclass(frozen=True, slots=True)
class Import:
    """One file on its way in. `url`: of the programme; `registration`: asked only where it is needed."""

    client: httpx.Client
    url: str
    registration: Callable[[], str]
    given: Handed
    console: Console
    as_json: bool

    def look(self) -> dict[str, Any]:
        """What it would change, before anything is made. Ends the program with whatever is wrong in the file."""
        with working(self.console, "Looking at the programme"):
            return self._put("?dry_run=true", lambda _: False)

    def dated(self, zone: str | None, *, dry_run: bool) -> programme_conference.Dated:
        """The same, with the file's days for the conference's."""
        with working(self.console, "Looking at the programme"):
            dated = programme_conference.dated(
                self.client, self.registration(), self.url, self.given, zone, as_json=self.as_json
            )
        show_conference(dated.conference, dated.answer, self.console, new=dated.new, dry_run=dry_run)
        return dated

    def publish(self, conference: dict[str, Any] | None, days: dict[str, str] | None) -> dict[str, Any]:
        """Make the conference, where there is one to make, and the programme."""
        if conference:
            with working(self.console, "Publishing the conference"):
                programme_conference.publish(self.client, self.registration(), conference)
        wait = programme_conference.until_known(days) if conference else lambda _: False
        with working(self.console, "Publishing the programme"):
            return self._put("", wait)

    def _put(self, query: str, wait: Callable[[httpx.Response], bool]) -> dict[str, Any]:
        return put(self.client, f"{self.url}{query}", self.given.content, wait=wait, as_json=self.as_json)


def working(console: Console, words: str) -> AbstractContextManager[object]:
    """Says what is going on and since when, while it does."""
    if console.quiet or not console.is_terminal:
        return nullcontext()
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    )
    progress.add_task(words, total=None)
    return progress
