"""The running product, and a browser to use it with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from deploy.local import binaries
from tests.stack.product import Product, running_product

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One product for all tests that only use it as people do."""
    with running_product(tmp_path_factory.mktemp("product"), {"ERASURE_SETTLES_SECONDS": "3"}) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. For one module: while Playwright runs, no other event loop can, which other tests need."""
    path = binaries.chromium()
    if path is None:
        pytest.skip("no Chromium; apt-get install -y chromium installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(path), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a phone, in a context of its own; what its console complains about fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert complaints == []
