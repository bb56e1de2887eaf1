"""Cells of a spreadsheet: text from people that no spreadsheet takes for a formula, and that text again.

https://owasp.org/www-community/attacks/CSV_Injection: what begins with one of these characters may be a formula. An
apostrophe in front makes it text. Text that has apostrophes there already gets one more, so that nothing is lost.
Spreadsheets of other countries separate cells by semicolons or tabs and may cut a cell in two: behind whatever may
separate cells or lines, the same holds.
"""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_INSIDE = re.compile("([;,|\t\r\n][ \"]*)('*[=+\\-@＝＋－＠])")
_DEFUSED_INSIDE = re.compile("([;,|\t\r\n][ \"]*)'('*[=+\\-@＝＋－＠])")
_NEGATIVE = re.compile(r"-\d+(?:[.,]\d+)?")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def defused(text: str) -> str:
    """The text as a spreadsheet shows it without running it. A negative number is none to be afraid of."""
    if _NEGATIVE.fullmatch(text):
        return text
    text = _INSIDE.sub(r"\1'\2", text)
    return f"'{text}" if _FORMULA.match(text) else text


def meant(cell: str) -> str:
    """What was meant by a cell: the text that was defused, or what was written `="0012"` to keep its zeros."""
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    if kept:
        return kept[1]
    if cell.startswith("'") and _FORMULA.match(cell):
        cell = cell[1:]
    return _DEFUSED_INSIDE.sub(r"\1\2", cell)


def letter(column: int) -> str:
    """The name a spreadsheet gives a column, counted from 0: A to Z, AA and so on."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
