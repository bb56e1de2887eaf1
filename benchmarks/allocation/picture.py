"""Value lost against scarcity, as a picture: a line for each contestant, a point for each number of seats."""

from collections.abc import Mapping
from html import escape

from benchmarks.allocation.contest import AGAIN, DOOR, GREEDY, OURS

WIDTH, HEIGHT = 800, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 220, 56, 56
LINE = 16
"""Height of a line of text."""
COLOURS = {OURS: "#0b6e4f", GREEDY: "#8a6d00", AGAIN: "#b3261e", DOOR: "#5b3fa8"}
DASHES = {OURS: "", GREEDY: "6 4", AGAIN: "2 4", DOOR: "8 3 2 3"}


def svg(lost: Mapping[int, Mapping[str, float]]) -> str:
    """`lost`: by number of seats and contestant, from 0 to 1."""
    seats = sorted(lost, reverse=True)
    highest = max([0.05, *(each for one in lost.values() for name, each in one.items() if name in COLOURS)])
    top = -(-highest // 0.05) * 0.05
    across = [LEFT + (WIDTH - LEFT - RIGHT) * place / max(1, len(seats) - 1) for place in range(len(seats))]

    def down(share: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / top)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13" fill="#1c1b1f">',
        f"<title>{escape(_told(lost))}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="16" font-weight="600">Value lost when seats are scarce</text>',
        f'<text x="{LEFT}" y="42" fill="#5f5e62">against a bound no way of giving them out can pass</text>',
    ]
    for step in range(6):
        share = top * step / 5
        y = f"{down(share):.1f}"
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y}" dy="4" text-anchor="end">{share:.0%}</text>')
    parts += [
        f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{each}</text>'
        for x, each in zip(across, seats, strict=True)
    ]
    middle = LEFT + (WIDTH - LEFT - RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle" fill="#5f5e62">seats in large rooms, half in small '
        "ones: fewer to the right</text>"
    )
    for name, colour in COLOURS.items():
        points = [(x, down(lost[each][name])) for x, each in zip(across, seats, strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = f' stroke-dasharray="{DASHES[name]}"' if DASHES[name] else ""
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    ends = {name: down(lost[seats[-1]][name]) for name in COLOURS}
    for name, label in _apart(ends).items():
        text = f"{name} {lost[seats[-1]][name]:.1%}"
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{label:.1f}" dy="4" fill="{COLOURS[name]}">{text}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _told(lost: Mapping[int, Mapping[str, float]]) -> str:
    return "; ".join(
        f"{seats} seats: " + ", ".join(f"{name} {one[name]:.1%}" for name in COLOURS)
        for seats, one in sorted(lost.items(), reverse=True)
    )


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """Labels from the lowest up, none on top of another."""
    placed: dict[str, float] = {}
    above = float("inf")
    for name, y in sorted(ends.items(), key=lambda each: -each[1]):
        placed[name] = above = min(y, above - LINE)
    return placed
