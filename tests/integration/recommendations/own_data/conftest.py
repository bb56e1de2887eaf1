"""The same day as attendance has."""

from tests.integration.recommendations.attendance.conftest import _nine_o_clock, day

__all__ = ["_nine_o_clock", "day"]
