"""Stops parts in order."""

import threading
import time
from collections.abc import Sequence

from deploy.local.part import Part


def stop_all(groups: Sequence[Sequence[Part]], hurry: threading.Event) -> None:
    """Stop the parts of a group together and the groups one after the other; nothing runs when this returns.

    What takes too long is killed; once `hurry` is set, everything is.
    """
    for group in groups:
        for part in group:
            part.child.ask_to_stop()
        deadline = time.monotonic() + max((part.stopped_within for part in group), default=0)
        while any(part.running for part in group) and time.monotonic() < deadline:
            if hurry.wait(0.02):
                break
        for part in group:
            part.kill()
