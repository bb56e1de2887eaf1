"""The whole product, telling a collector of its traces and its logs of everything."""

from collections.abc import Iterator

import pytest

from tests.integration.tracing.collector import Collector, collecting
from tests.stack.product import Product, running_product


@pytest.fixture(scope="package")
def collector() -> Iterator[Collector]:
    """Where the spans go."""
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="package")
def traced(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[Product]:
    """The product as processes."""
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "LOG_LEVEL": "DEBUG"}
    with running_product(tmp_path_factory.mktemp("traced"), environment=environment) as product:
        yield product
