"""JSON logs with the trace and the event at hand, and never an e-mail address."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from opentelemetry import trace
from pythonjsonlogger.json import JsonFormatter

# A run of characters an address may hold. What in it is one is not for a pattern: on a long run it takes seconds.
_RUN = re.compile(r"[^\s<>\"'(),;:]+")
_event_id: ContextVar[str | None] = ContextVar("event_id", default=None)


@contextmanager
def about_event(event_id: str) -> Iterator[None]:
    """Every log line inside carries this event's id."""
    token = _event_id.set(event_id)
    try:
        yield
    finally:
        _event_id.reset(token)


def without_addresses(text: str) -> str:
    """The text with anything that looks like an e-mail address taken out."""
    return _RUN.sub(lambda run: "[address]" if _holds_address(run[0]) else run[0], text) if "@" in text else text


def _holds_address(run: str) -> bool:
    before, *after = run.split("@")
    return any("." in part.strip(".") and (before or number) for number, part in enumerate(after))


class _Formatter(JsonFormatter):
    def add_fields(
        self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict[str, object]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        log_data.pop("color_message", None)  # uvicorn's, for terminals
        context = trace.get_current_span().get_span_context()
        if context.is_valid:
            log_data["trace_id"] = f"{context.trace_id:032x}"
        if (event_id := _event_id.get()) is not None:
            log_data.setdefault("event_id", event_id)

    def format(self, record: logging.LogRecord) -> str:
        # The last door: whatever a library put into a message or a traceback leaves without addresses.
        line = super().format(record)
        # Member by member: in the line itself an address may touch the backslash of an escaped quote.
        return json.dumps(_without_addresses(json.loads(line))) if "@" in line else line


def _without_addresses(value: Any) -> Any:
    if isinstance(value, str):
        return without_addresses(value)
    if isinstance(value, list):
        return [_without_addresses(part) for part in value]
    if isinstance(value, dict):
        return {without_addresses(name): _without_addresses(part) for name, part in value.items()}
    return value


def configure_logs(service: str, level: str) -> None:
    """Send every log line of the process to standard output as one JSON object."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        _Formatter(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            static_fields={"service": service},
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    # At DEBUG the driver logs whole documents, names of people among them.
    logging.getLogger("pymongo").setLevel(logging.INFO)
    # Paths carry signed links; our own middleware logs routes instead.
    logging.getLogger("uvicorn.access").disabled = True
