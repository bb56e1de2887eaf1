"""How far somebody came on the spectrum, as recommendations tells of it: numbers, never their words."""

from typing import ClassVar, Literal

from shared.contracts.envelope import CloudEvent
from shared.contracts.vocabulary import Spectrum, Value, Version


class Growth(Value):
    """Where somebody stood before the day and where they stand after it, on the ingredients they spoke of."""

    version: Version
    """Counts their reflections: the newest counts."""
    before: Spectrum
    after: Spectrum


class GrowthRecorded(CloudEvent[Growth]):
    """A participant said where they stand now. Subject: the participant."""

    kind: ClassVar = "growth.recorded.v1"
    producer: ClassVar = "recommendations"
    type: Literal["growth.recorded.v1"] = "growth.recorded.v1"
