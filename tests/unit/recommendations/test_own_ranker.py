"""The package docs/ranking.md tells organisers to write is found, and ranks."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

DOCUMENT = (Path(__file__).parents[3] / "docs" / "ranking.md").read_text(encoding="utf-8")
ASK = """
from services.recommendations.rankers import choose
from tests.unit.recommendations.builders import a_session
chosen = choose("house")
sessions = [a_session("pacing", title="Pacing"), a_session("jazz", title="Jazz"), a_session("quilts", title="Quilts")]
print(chosen.remembered.name, chosen.ranker.index(sessions).scores("zaj"))
"""


def test_the_example_ranks(tmp_path: Path) -> None:
    ((project, module),) = re.findall(r"```toml\n(.*?)```\s+```python\n(.*?)```", DOCUMENT, re.DOTALL)
    (tmp_path / "house_embeddings.py").write_text(module)
    told = tomllib.loads(project)["project"]
    # What an installer leaves of it.
    info = tmp_path / "house_embeddings-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {told['name']}\nVersion: {told['version']}\n")
    ((group, points),) = told["entry-points"].items()
    lines = "\n".join(f"{name} = {target}" for name, target in points.items())
    (info / "entry_points.txt").write_text(f"[{group}]\n{lines}\n")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK],
        env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[3]}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("letters-1 {'jazz': 1.0")
