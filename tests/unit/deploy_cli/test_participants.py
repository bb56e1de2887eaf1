"""`desirepath participants`: what is wrong before anything is asked."""

import pytest
from typer.testing import CliRunner

from deploy.cli import app
from deploy.local.ports import LOOPBACK, free_port


def run(*arguments: object):
    """Exit code, standard output, standard error."""
    answer = CliRunner().invoke(app, ["participants", *map(str, arguments)])
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.fixture
def nowhere() -> list[str]:
    """Options that lead to a service that is not there."""
    return ["--conference", "a", "--registration", f"http://{LOOPBACK}:{free_port()}", "--token", "secret"]


def test_a_service_that_is_not_there(tmp_path, nowhere):
    file = tmp_path / "a.csv"
    file.write_text("name,email,goal_1\n")

    code, out, error = run("import", file, *nowhere)
    assert (code, out) == (1, "")
    assert error == (
        f"{nowhere[3]}/v1/conferences/a/ does not answer (ConnectError). Nobody is taken twice: try again.\n"
    )

    code, out, error = run("export", *nowhere, "--output", tmp_path / "out.csv")
    assert (code, out) == (1, "")
    assert error == f"{nowhere[3]}/v1/conferences/a/ does not answer (ConnectError). Is it running?\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_that_is_not_there(tmp_path, nowhere):
    assert run("import", tmp_path / "no.csv", *nowhere) == (
        *(1, ""),
        f"{tmp_path / 'no.csv'}: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("columns = 3", 'needs [columns] with lines such as "Correo" = "email"'),
        ("[columns]\na = 3", 'needs [columns] with lines such as "Correo" = "email"'),
        ("", 'needs [columns] with lines such as "Correo" = "email"'),
        ("[columns", "(at end of document)"),
    ],
)
def test_a_mapping_that_is_none(tmp_path, nowhere, content, words):
    (tmp_path / "a.csv").write_text("name\n")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(content)
    code, out, error = run("import", tmp_path / "a.csv", "--mapping", mapping, *nowhere)
    assert (code, out) == (1, "")
    assert error.startswith(f"{mapping}: ")
    assert words in error


def test_usage(tmp_path):
    assert run("import")[0] == 2
    assert run("export")[0] == 2
    (tmp_path / "a.csv").write_text("name\n")
    code, _, error = run("import", tmp_path / "a.csv", "--conference", "a")
    assert code == 2
    assert "--registration" in error
