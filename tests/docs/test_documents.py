"""What the documents tell people to type works, and what they link to is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stack.product import Product, running_product

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
EXECUTED = re.compile(r"<!-- executed: tests/docs -->\n```bash\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")
MADE = re.compile(r"^make ([a-z]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    with running_product(tmp_path_factory.mktemp("product")) as running:
        yield running


def commands() -> list:
    return [
        pytest.param(block, id=f"{path.name}-{number}")
        for path in DOCUMENTS
        for number, block in enumerate(EXECUTED.findall(path.read_text()))
    ]


def as_here(command: str, product: Product) -> str:
    """The command for this product's ports instead of the default ones."""
    for service, port in (("registration", 8001), ("recommendations", 8002), ("notifications", 8003)):
        command = command.replace(f"http://127.0.0.1:{port}", product.url(service))
    return command.replace("desirepath ", f"{sys.executable} -m deploy.cli ")


@pytest.mark.parametrize("command", commands())
def test_what_the_documents_tell_to_type_works(command, product):
    environment = os.environ | {
        "REGISTRATION_URL": product.url("registration"),
        "RECOMMENDATIONS_URL": product.url("recommendations"),
        "ORGANISER_TOKEN": product.credentials.organiser_token,
        "INTEGRATOR_TOKEN": product.credentials.integrator_token,
        "EVENTS_URL": product.nats.url_for("integrator"),
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", as_here(command, product)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_there_are_commands_to_try():
    assert len(commands()) >= 3


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    missing = [target for target in LINK.findall(path.read_text()) if not (path.parent / target).exists()]
    assert missing == []


def test_the_make_targets_named_in_documents_exist():
    makefile = (ROOT / "Makefile").read_text()
    named = {target for path in DOCUMENTS for target in MADE.findall(path.read_text())}
    assert {"run", "test"} <= named
    assert {target for target in named if f"\n{target}:" not in makefile} == set()


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120
