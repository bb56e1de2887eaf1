"""Our own format, as JSON: every field of a session, and what other formats said beside it."""

import json
from zoneinfo import ZoneInfo

from services.recommendations.programme_files.published import Published


def write_own(published: Published) -> bytes:
    """The whole programme, as it can be handed in again."""
    zone = ZoneInfo(published.conference.zone)
    sessions = []
    for whole in sorted(published.sessions, key=lambda one: (one.session.start.timestamp(), one.session.guid)):
        said = whole.session.model_dump(mode="json", exclude={"version"}, exclude_none=True)
        start = whole.session.start.astimezone(zone).isoformat()
        sessions.append(
            {**{key: one for key, one in said.items() if one not in ([], {}, "")}, "start": start, "extra": whole.extra}
        )
    frame = {**published.frame}
    walks = frame.pop("walks", [])
    document = {"conference": published.conference.slug, "sessions": sessions, "walks": walks, "frame": frame}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
