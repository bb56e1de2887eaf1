"""A session in pieces a sentence model reads well: one point for a long text is about everything and nothing."""

from services.recommendations.domain.session import Session

WORDS = 45


def whole(session: Session) -> str:
    """Title and abstract."""
    return _after(session.title, session.abstract)


def passages(session: Session) -> list[str]:
    """The abstract in pieces of 45 words, then the tags, each after the title."""
    said = session.abstract.split()
    pieces = [" ".join(said[start : start + WORDS]) for start in range(0, len(said), WORDS)]
    if session.tags:
        pieces.append(", ".join(session.tags))
    return [_after(session.title, piece) for piece in pieces or [""]]


def _after(title: str, text: str) -> str:
    return f"{title}. {text}" if title and text else title or text
