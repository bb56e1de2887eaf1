"""What the tests of the command line share: nothing is known but what a test says, and a bus to look at."""

import pytest

from deploy.local.nats_server import NatsServer


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    """No run file, no environment."""
    monkeypatch.chdir(tmp_path)
    for variable in ("EVENTS_URL", "NATS_URL", "ORGANISER_TOKEN", "REGISTRATION_URL", "RECOMMENDATIONS_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def bus(nats_server: NatsServer) -> NatsServer:
    """A bus with the streams of the product and nothing on it."""
    return nats_server
