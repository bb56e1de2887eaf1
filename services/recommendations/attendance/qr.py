"""QR codes as inline SVG, dark on light whatever the page looks like: a camera reads nothing else."""

import segno
from markupsafe import Markup


def qr(text: str) -> Markup:
    """The code, as large as its place on the page. What it is for is said beside it."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, dark="#000000", light="#ffffff", border=4)
    return Markup(drawn)  # noqa: S704 - drawn of modules; the text itself is not in it
