"""`desirepath attendance`: what is wrong before anything is asked, and the ledger with names."""

import pytest
from typer.testing import CliRunner

from deploy.cli import app
from deploy.cli.credit_names import with_names
from deploy.local.ports import LOOPBACK, free_port


def run(*arguments: object):
    """Exit code, standard output, standard error."""
    answer = CliRunner().invoke(app, ["attendance", *map(str, arguments)])
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.fixture
def nowhere() -> list[str]:
    """Options that lead to a service that is not there."""
    return ["a", "--recommendations", f"http://{LOOPBACK}:{free_port()}", "--token", "secret"]


def test_a_service_that_is_not_there(tmp_path, nowhere):
    file = tmp_path / "list.csv"
    file.write_text("participant,session,way,time\n")
    words = f"{nowhere[2]}/v1/conferences/a/ does not answer (ConnectError). Is it running?\n"

    assert run("import", file, *nowhere) == (1, "", words)
    assert run("credits", *nowhere) == (1, "", words)
    assert run("credits", *nowhere, "--csv", "--output", tmp_path / "out.csv") == (1, "", words)
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_evaluate_needs_the_service_too(nowhere):
    answer = CliRunner().invoke(app, ["evaluate", *nowhere])

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == f"{nowhere[2]}/v1/conferences/a/ does not answer (ConnectError). Is it running?\n"


def test_a_file_that_is_not_there(tmp_path, nowhere):
    assert run("import", tmp_path / "no.csv", *nowhere) == (
        1,
        "",
        f"{tmp_path / 'no.csv'}: No such file or directory\n",
    )


def test_nobody_said_where_the_service_is():
    code, _, error = run("credits", "a", "--token", "secret")

    assert (code, "--recommendations" in error) == (2, True)


def test_names_are_joined_to_hours_and_stay_harmless():
    people = '\ufeffname,email,school,id\r\n\'=cmd(),ana@example.org,"Riverside, North",1\r\nBen,b@example.org,,2\r\n'
    hours = "\ufeffparticipant;hours;titles\r\n2;1.25;'=1+1\r\n1;0.50;\r\n9;2.00;x\r\n"

    joined = with_names(hours.encode(), people.encode(), ";")

    assert joined.decode() == (
        "\ufeffname;email;school;participant;hours;titles\r\n"
        "Ben;b@example.org;;2;1.25;'=1+1\r\n"
        "'=cmd();ana@example.org;Riverside, North;1;0.50;\r\n"
        ";;;9;2.00;x\r\n"
    )
