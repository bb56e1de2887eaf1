"""Recommendations: what fits whom, and when."""

from pathlib import Path

from shared.languages import speaks

speaks(Path(__file__).parent / "locale")
