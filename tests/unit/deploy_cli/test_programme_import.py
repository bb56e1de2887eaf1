"""`desirepath programme import`: what is wrong with a file is said with its name and line, and nothing is sent."""

import json

import pytest
from typer.testing import CliRunner

from deploy.cli import app
from deploy.local.ports import LOOPBACK, free_port


def imported(*arguments: object):
    """Exit code, standard output, standard error."""
    answer = CliRunner().invoke(app, ["programme", "import", *map(str, arguments)])
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.fixture
def nowhere() -> list[str]:
    """Options that lead to services that are not there."""
    url = f"http://{LOOPBACK}:{free_port()}"
    return ["--registration", url, "--recommendations", url, "--token", "secret"]


WRONG = {
    "broken.toml": ('conference = "a"\n[[sessions]]\ntitle = "no end\n', "line 3"),
    "broken.json": ('{"conference": "a",\n  "sessions": [}', "line 2 column 16"),
    "list.json": ("[]", "there is no conference in it"),
    "empty.toml": ("", "there is no conference in it"),
    "slug.toml": ('[conference]\nname = "No slug"\n', "conference has no slug"),
    "schedule.json": ('{"schedule": {}}', "there is no conference in it; say which one with --conference"),
    "schedule.xml": ("<schedule/>", "there is no conference in it; say which one with --conference"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_no_programme(tmp_path, nowhere, name):
    content, problem = WRONG[name]
    file = tmp_path / name
    file.write_text(content)

    code, out, error = imported(file, *nowhere)

    assert (code, out) == (1, "")
    assert error.startswith(f"{file}: ")
    assert problem in error
    assert "Traceback" not in error


def test_a_file_that_is_not_there_or_not_text(tmp_path, nowhere):
    (tmp_path / "latin.toml").write_bytes(b'conference = "\xe9"')

    assert imported(tmp_path / "no.toml", *nowhere) == (1, "", f"{tmp_path / 'no.toml'}: No such file or directory\n")
    assert imported(tmp_path, *nowhere) == (1, "", f"{tmp_path}: Is a directory\n")
    code, _, error = imported(tmp_path / "latin.toml", *nowhere)
    assert code == 1
    assert error.startswith(f"{tmp_path / 'latin.toml'}: 'utf-8' codec can't decode byte 0xe9")


def test_services_that_are_not_there(tmp_path, nowhere):
    file = tmp_path / "a.toml"
    file.write_text('[conference]\nslug = "a"\n')

    code, out, error = imported(file, *nowhere)

    assert (code, out) == (1, "")
    assert error == f"{nowhere[1]}/v1/conferences/a/programme does not answer (ConnectError). Is it running?\n"


def test_nobody_said_where_the_services_are(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('conference = "a"\n')

    code, _, error = imported(file, "--token", "secret")
    assert code == 2
    assert error == (
        "Nothing known about where to find this: give --recommendations, set RECOMMENDATIONS_URL, "
        "or start `make run` in this folder.\n"
    )
    code, _, error = imported(file)
    assert (code, "--token" in error, "ORGANISER_TOKEN" in error) == (2, True, True)


def test_the_run_file_says_where(tmp_path, nowhere):
    (tmp_path / ".desirepath").mkdir()
    run = {"recommendations": nowhere[1], "organiser_token": "secret"}
    (tmp_path / ".desirepath" / "run.json").write_text(json.dumps(run))
    (tmp_path / "a.json").write_text('{"conference": "a"}')

    code, _, error = imported("a.json")

    assert code == 1
    assert error.startswith(f"{nowhere[1]}/v1/conferences/a/programme does not answer")


def test_usage():
    assert imported()[0] == 2
    assert imported("a.toml", "--loud")[0] == 2
