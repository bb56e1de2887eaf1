"""What the runner says in the terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.markup import escape


class Screen:
    """Steps with progress, lines, and one table. A terminal that has gone away never stops the runner."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, doing: str, done: str | None = None) -> Iterator[None]:
        """Shows that something is going on, then that it is done and how long it took."""
        begun = time.monotonic()
        try:
            if self._console.is_terminal:
                with self._console.status(escape(doing)):
                    yield
            else:
                yield
        except Exception:
            self.show(f"[red]✗[/] {escape(doing)}")
            raise
        self.show(f"[green]✓[/] {escape(done or doing)} [dim]{time.monotonic() - begun:.1f} s[/]")

    def say(self, line: str) -> None:
        """One line, as it is."""
        self.show(f"[yellow]•[/] {escape(line)}")

    def problem(self, message: str) -> None:
        """Why it does not go on."""
        print(message, file=sys.stderr)

    def show(self, renderable: RenderableType) -> None:
        """Anything rich can draw."""
        try:
            self._console.print(renderable)
        except (OSError, SystemExit):
            # The reader closed the pipe, or the terminal hung up; rich turns the first into an exit.
            self._console.quiet = True
