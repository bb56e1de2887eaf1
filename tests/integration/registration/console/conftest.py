"""The service with a console that has a password."""

import pytest

from services.registration.settings import Settings
from tests.integration.registration.console.browser import PASSWORD


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Those of registration's tests, and a password."""
    return settings.model_copy(update={"organiser_password": PASSWORD})
