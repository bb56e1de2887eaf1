"""Notifications: who is told what, how, and once."""

from pathlib import Path

from shared.languages import speaks

speaks(Path(__file__).parent / "locale")
