"""The rules of each conference, read from a folder with one TOML file for each: `{slug}.toml`. Without one, the
defaults hold."""

import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.recommendations.attendance.credit_rules import NOT_INSTRUCTION, Break, CreditRules, Rounded, Rounding
from services.recommendations.attendance.presence import MissingCheckIn, MissingCheckOut
from shared.wrong import wrong_with


class _Strict(BaseModel):
    # A misspelt rule would be one that does not hold.
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Break(_Strict):
    start: time = Field(alias="from")
    end: time = Field(alias="to")


class _File(_Strict):
    unit_minutes: int = 15
    rounding: Rounding = Rounding.DOWN
    rounded: Rounded = Rounded.CONFERENCE
    least_minutes: int = 0
    most_hours_a_day: float | None = None
    breaks: tuple[_Break, ...] = ()
    left_out_tags: frozenset[str] = NOT_INSTRUCTION
    left_out: frozenset[str] = frozenset()
    missing_check_out: MissingCheckOut = MissingCheckOut.UNTIL_END
    missing_check_in: MissingCheckIn = MissingCheckIn.NOTHING


class UnreadableRules(Exception):
    """A file of rules that cannot be read; the service does not start with it."""


class RuleBook:
    """Knows the rules of every conference."""

    def __init__(self, files: Mapping[str, CreditRules], otherwise: CreditRules | None = None) -> None:
        self._files, self._otherwise = files, otherwise or CreditRules()

    @classmethod
    def read(cls, folder: str) -> "RuleBook":
        """All files of the folder; none where no folder is named. Raises UnreadableRules."""
        files = sorted(Path(folder).glob("*.toml")) if folder else []
        return cls({file.stem: rules_in(file.name, file.read_text("utf-8")) for file in files})

    def of(self, conference: str) -> CreditRules:
        """The rules of one conference."""
        return self._files.get(conference, self._otherwise)


def rules_in(name: str, text: str) -> CreditRules:
    """The rules of one file. Raises UnreadableRules."""
    try:
        said: dict[str, Any] = dict(_File.model_validate(tomllib.loads(text)))
        said["breaks"] = tuple(Break(one.start, one.end) for one in said["breaks"])
        said["left_out_tags"] = frozenset(tag.casefold() for tag in said["left_out_tags"])
        said["no_check_out"], said["no_check_in"] = said.pop("missing_check_out"), said.pop("missing_check_in")
        return CreditRules(**said)
    except ValidationError as invalid:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {wrong_with(one)}" for one in invalid.errors())
        raise UnreadableRules(f"{name}: {faults}") from invalid
    except ValueError as wrong:
        raise UnreadableRules(f"{name}: {wrong}") from wrong
