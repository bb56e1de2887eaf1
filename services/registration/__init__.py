"""What a signup is, and its life."""

from pathlib import Path

from shared.languages import speaks

speaks(Path(__file__).parent / "locale")
