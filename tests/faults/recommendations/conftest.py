"""What is started once for all tests that kill one of several processes."""

from collections.abc import Iterator

import pytest

from deploy.local.mongod import Mongod
from tests.faults.recommendations.replicas import Replicas, running_replicas

REPLICAS = 4


@pytest.fixture(scope="package")
def replicas(tmp_path_factory: pytest.TempPathFactory, mongod: Mongod) -> Iterator[Replicas]:
    """Four processes of recommendations; a test that kills one for good says so by starting no other."""
    with running_replicas(tmp_path_factory.mktemp("replicas"), mongod, REPLICAS) as running:
        yield running
