"""What is wrong with a value, in words for people who write files and requests."""

from collections.abc import Mapping
from typing import Any

_MOMENT = "is no date and time such as 2026-10-28T09:30"
_DATE = "is no date such as 2026-10-28"
_TIME = "is no time of day such as 15:30"
_NUMBER = "is no whole number such as 30"
_OBJECT = "is no object with fields of its own"
_LIST = "is no list"
_ONE_OF = "is none of {expected}"
_WORDS: Mapping[str, str] = {
    "missing": "is missing, and is needed",
    "string_too_short": "is shorter than {min_length} characters",
    "string_type": "is no text",
    "string_too_long": "is longer than {max_length} characters",
    "too_long": "holds more than {max_length}",
    "too_short": "holds fewer than {min_length}",
    "timezone_aware": "has no zone: write it as in 2026-10-28T09:30:00-04:00",
    "greater_than_equal": "is less than {ge}: write {ge} or more",
    "less_than_equal": "is more than {le}: write {le} or less",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _NUMBER),
    **dict.fromkeys(
        ("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "datetime_object_invalid"), _MOMENT
    ),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), _DATE),
    **dict.fromkeys(("time_type", "time_parsing"), _TIME),
    **dict.fromkeys(("bool_type", "bool_parsing"), "is neither true nor false"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _OBJECT),
    **dict.fromkeys(("list_type", "tuple_type"), _LIST),
    **dict.fromkeys(("enum", "literal_error"), _ONE_OF),
    "extra_forbidden": "is no field there is here: is it misspelt?",
}
_PATTERNS = {
    "^[A-Za-z0-9_-]": "may hold up to 64 letters from A to Z, digits, - and _, and nothing else",
    "^[a-z]{2}$": "is no language such as en",
    "^[a-z0-9]+": "is no slug such as harbour-days-2026",
    "^https?:": "is no address such as https://example.org",
    "^[0-9a-f]{8}-": "is no id such as 8c5d1e0a-4f7b-5c3e-9a21-6d0f2b7e4c18",
}
"""By how a pattern begins."""


def wrong_with(error: Mapping[str, Any]) -> str:
    """What to write instead, for one of pydantic's errors. Never with the input, which may be somebody's address."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        words = (words for start, words in _PATTERNS.items() if pattern.startswith(start))
        return next(words, f"is not of the form {pattern}")
    if kind == "string_too_short" and context.get("min_length") == 1:
        return "is empty, and is needed"
    return _WORDS.get(kind, "").format_map(context) or str(error["msg"]).removeprefix("Value error, ")
