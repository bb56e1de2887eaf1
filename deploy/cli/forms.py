"""desirepath forms: how the forms of form builders map to signups."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from deploy.cli.running import fail
from shared.forms.builders import read
from shared.forms.definition import Form, UnusableForm, load_form
from shared.forms.mapping import Mapped, map_submission
from shared.forms.submission import NotASubmission, Submission, Unreadable, parse_json

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The forms of form builders."""


@app.command()
def preview(
    file: Annotated[Path, typer.Argument(help="The TOML file of the form.")],
    payload: Annotated[Path, typer.Option(help="What the builder would send, as JSON.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Show how a sample payload maps. Nothing is sent anywhere. Ends with 1 where it would make no signup."""
    try:
        form = load_form(file)
        submission = read(form.builder, parse_json(payload.read_bytes()))
    except UnusableForm as unusable:
        fail(str(unusable))
    except OSError as problem:
        fail(f"{payload}: {problem.strerror}")
    except Unreadable as unreadable:
        fail(f"{payload}: {unreadable}")
    except NotASubmission as notice:
        fail(f"{payload}: this is a {notice}, which is passed over.")
    mapped = map_submission(form, submission)
    if as_json:
        print(json.dumps(_answer(file.stem, form, submission, mapped), ensure_ascii=False, indent=2))
    else:
        _show(mapped)
    raise typer.Exit(0 if mapped.signup else 1)


def _answer(id: str, form: Form, submission: Submission, mapped: Mapped) -> dict[str, Any]:
    signup = mapped.signup.model_dump(mode="json", by_alias=True, exclude_none=True) if mapped.signup else None
    return {
        "form": id,
        "builder": form.builder,
        "conference": form.conference,
        "delivery": submission.delivery,
        "rows": [
            {"question": row.question, "value": row.value, "field": row.field, "note": row.note} for row in mapped.rows
        ],
        "unmapped": [row.question for row in mapped.rows if row.field is None],
        "absent": [str(question) for question in mapped.absent],
        "problems": [{"field": lack.field, "question": lack.question, "detail": lack.detail} for lack in mapped.lacks],
        "signup": signup,
    }


def _show(mapped: Mapped) -> None:
    # Text, not str: what people typed is no markup.
    table = Table()
    for column in ("Question", "Value", "Field", "Note"):
        table.add_column(column, overflow="fold")
    for row in mapped.rows:
        field = Text(row.field, "bold") if row.field else Text("—", "dim")
        table.add_row(Text(row.question), Text(row.value), field, Text(row.note))
    for question in mapped.absent:
        table.add_row(Text(str(question), "dim"), "", Text(question.field), Text("not in this payload", "dim"))
    console = Console(highlight=False, markup=False)
    console.print(table)
    if mapped.left_out:
        console.print(f"{mapped.left_out} answers are more than a signup holds, and are left out.")
    for lack in mapped.lacks:
        console.print(f"No signup: {lack.field} {lack.detail}; it maps from {lack.question}.")
    if mapped.signup:
        unmapped = sum(row.field is None for row in mapped.rows)
        console.print(f"A signup for {mapped.signup.conference}; {unmapped} answers map to no field and are kept.")
