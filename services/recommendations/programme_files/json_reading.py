"""JSON from anywhere: as values, and on which line each of them is."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from services.recommendations.programme_files.found import Remark, Unreadable

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')


def read_json(text: str) -> Any:
    """The value. Raises Unreadable with the line."""
    try:
        return json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except json.JSONDecodeError as wrong:
        detail = f"is no JSON: {wrong.msg} in column {wrong.colno}"
        raise Unreadable(Remark("", detail, line=wrong.lineno)) from wrong
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(Remark("", f"is no JSON: {wrong}")) from wrong


def name_of(path: Path) -> str:
    """`("days", 0, "rooms", "Hall 1")` as people write it: `days[0].rooms["Hall 1"]`."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part}]"
        elif part.isidentifier():
            name += f".{part}" if name else part
        else:
            name += f"[{json.dumps(part, ensure_ascii=False)}]"
    return name


def lines_of(text: str) -> Mapping[Path, int]:
    """The line on which each value begins. `text` is JSON."""
    lines: dict[Path, int] = {}
    path: list[str | int] = []
    names: list[bool] = []
    """For each object or list around: whether the next string is a name."""
    line = 1
    for match in _TOKEN.finditer(text):
        piece = match[0]
        match piece:
            case "\n":
                line += 1
            case "{" | "[":
                lines.setdefault(tuple(path), line)
                path.append("" if piece == "{" else 0)
                names.append(piece == "{")
            case "}" | "]":
                path.pop()
                names.pop()
            case ",":
                last = path[-1]
                names[-1] = isinstance(last, str)
                if isinstance(last, int):
                    path[-1] = last + 1
            case ":":
                names[-1] = False
            case _ if names and names[-1]:
                path[-1] = json.loads(piece)
            case _:
                lines.setdefault(tuple(path), line)
    return lines


def _finite(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ValueError(f"{digits} is no number that can be told again")
    return number


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
