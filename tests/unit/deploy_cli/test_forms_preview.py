"""`desirepath forms preview`: what an organiser sees of a mapping before anybody signs up."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.cli import app
from tests.unit.forms.samples import PAYLOADS, ROOT, payload

FORMS = ROOT / "deploy" / "demo" / "forms"


def preview(form: Path, sample: Path, *more: str) -> Result:
    command = ["forms", "preview", str(form), "--payload", str(sample), *more]
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, command)


def sample(folder: Path, content: object) -> Path:
    file = folder / "sample.json"
    file.write_text(json.dumps(content))
    return file


def test_a_table_of_questions_values_and_fields() -> None:
    done = preview(FORMS / "typeform-demo.toml", PAYLOADS / "typeform.json")

    lines = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.output.splitlines()]
    assert done.exit_code == 0
    assert ["Email", "ana@example.org", "email", ""] in lines
    assert ["May we write to you next year?", "yes", "—", "kept as an answer"] in lines
    assert ["the question with the ref “second_goal”", "", "goal", "not in this payload"] in lines
    assert "A signup for personalized-learning-2026; 2 answers map to no field" in done.output


def test_as_json() -> None:
    done = preview(FORMS / "tally-demo.toml", PAYLOADS / "tally.json", "--json")

    answer = json.loads(done.output)
    assert done.exit_code == 0
    assert (answer["form"], answer["builder"], answer["delivery"]) == ("tally-demo", "tally", "Z9Z97Go")
    assert answer["rows"][0] == {"question": "Your name", "value": "Ana Ruiz", "field": "name", "note": ""}
    assert answer["unmapped"] == ["Show us a lesson", "ref"]
    assert answer["problems"] == []
    assert answer["signup"]["email"] == "ana@example.org"


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_what_is_lacking_is_named_with_its_question(tmp_path, more) -> None:
    sent = payload("typeform")
    sent["form_response"]["answers"] = [
        answer for answer in sent["form_response"]["answers"] if answer["field"]["ref"] != "email"
    ]

    done = preview(FORMS / "typeform-demo.toml", sample(tmp_path, sent), *more)

    assert done.exit_code == 1
    if more:
        question = "the question with the ref “email”"
        assert json.loads(done.output)["problems"] == [{"field": "email", "question": question, "detail": "is missing"}]
        assert json.loads(done.output)["signup"] is None
    else:
        assert "No signup: email is missing; it maps from the question with the ref “email”." in done.output


def test_markup_in_an_answer_is_text(tmp_path) -> None:
    done = preview(FORMS / "google-demo.toml", sample(tmp_path, {"answers": {"[bold]x[/nonsense]": "[red]y"}}))

    assert "[bold]x[/nonsense]" in done.output
    assert "[red]y" in done.output


def test_files_that_cannot_be_used(tmp_path) -> None:
    form, sent = FORMS / "typeform-demo.toml", PAYLOADS / "typeform.json"
    for file, content, words in (
        (tmp_path / "nowhere.toml", sent, "No such file"),
        (form, tmp_path / "nowhere.json", "No such file"),
        (form, FORMS / "typeform-demo.toml", "This is not JSON"),
        (form, PAYLOADS / "tally.json", "This is not what Typeform sends: event_type"),
        (form, sample(tmp_path, {"event_type": "partial"}), "this is a partial, which is passed over"),
    ):
        done = preview(file, content)
        assert done.exit_code == 1
        assert words in done.output
        assert "Traceback" not in done.output
