"""Who may import whom: the rules are checked, and the checks are checked."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("registration", "recommendations", "notifications")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the code that may be spoilt."""
    for part in ("services", "shared", "deploy"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_rules_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert "6 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line", "rule"),
    [
        (
            "services/notifications/orders.py",
            "import services.registration.domain",
            "Services know nothing of each other BROKEN",
        ),
        ("shared/events.py", "import services.registration.domain", "What is shared knows no service BROKEN"),
        ("deploy/cli/bus.py", "import services.registration.app", "Deployment starts services by name BROKEN"),
        (
            "services/registration/domain.py",
            "import pymongo",
            "Rules and use cases know no bus, no database, no web framework BROKEN",
        ),
        (
            "services/recommendations/service.py",
            "from shared.bus import publish",
            "Rules and use cases know no bus, no database, no web framework BROKEN",
        ),
        ("shared/contracts/envelope.py", "import nats", "Contracts know only pydantic BROKEN"),
        (
            "services/registration/domain.py",
            "import services.registration.store",
            "Inside a service, arrows point one way BROKEN",
        ),
    ],
)
def test_a_planted_violation_is_caught(house, file, line, rule):
    path = house / file
    path.write_text(f"{path.read_text()}\n{line}\n")

    done = lint(house)

    assert done.returncode != 0
    assert rule in done.stdout


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_needs_only_itself_and_what_is_shared(service, tmp_path):
    """Copied elsewhere with `shared` and nothing else, it still imports."""
    shutil.copytree(ROOT / "shared", tmp_path / "shared", ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path / "services" / service
    shutil.copytree(ROOT / "services" / service, target, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "services" / "__init__.py", tmp_path / "services")

    # -I: neither this folder nor an installed copy is on the path.
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import services.{service}.app as app; print(app.__file__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path))


def test_contracts_need_only_pydantic(tmp_path):
    """Copied elsewhere on their own, contracts import with nothing but pydantic loaded."""
    shutil.copytree(ROOT / "shared" / "contracts", tmp_path / "shared" / "contracts")
    shutil.copy(ROOT / "shared" / "__init__.py", tmp_path / "shared")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import shared.contracts; "
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'nats', 'motor', 'pymongo', 'faststream', 'fastapi', 'opentelemetry'}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
