"""`python3 -m deploy.secrets_file`."""

import re
import subprocess
import sys
from pathlib import Path

from deploy.secrets_file import main, secret_names, with_secrets
from tests.deploy.composition import PROJECT

EXAMPLE = "# Said once.\nONE=\n#OTHER=default\nTWO=\n"


def test_a_secret_is_a_name_without_a_value() -> None:
    assert secret_names(EXAMPLE + "SET=already\n#NOT_EVEN=\n") == ["ONE", "TWO"]


def test_every_secret_gets_its_own_random_value() -> None:
    pattern = r"# Said once\.\nONE=(s[0-9a-f]{48})\n#OTHER=default\nTWO=(s[0-9a-f]{48})\n"
    first, second = (re.fullmatch(pattern, with_secrets(EXAMPLE, ["ONE", "TWO"])) for _ in range(2))
    assert first
    assert second
    assert len({*first.groups(), *second.groups()}) == 4


def test_what_a_file_says_already_is_kept() -> None:
    kept = "OWN=1\nTWO=chosen\n"
    assert re.fullmatch(r"OWN=1\nTWO=chosen\nONE=s[0-9a-f]{48}\n", with_secrets(kept, ["ONE", "TWO"]))


def test_the_file_is_its_owners_and_is_written_once(tmp_path: Path) -> None:
    main(tmp_path)
    file = tmp_path / ".env"
    text = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert secret_names(text) == []
    main(tmp_path)
    assert file.read_text() == text


def test_it_needs_nothing_that_has_to_be_installed() -> None:
    subprocess.run([sys.executable, "-S", "-c", "import deploy.secrets_file"], cwd=PROJECT, check=True)
