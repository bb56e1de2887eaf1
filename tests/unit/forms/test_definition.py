"""The files of forms: what they say, and what is said where they are wrong."""

from pathlib import Path

import pytest

from shared.forms.definition import Builder, Target, UnusableForm, goal_numbers, load_form, load_forms
from shared.forms.submission import Answered

DEMO = Path(__file__).parents[3] / "deploy" / "demo" / "forms"
HEAD = 'builder = "typeform"\nconference = "a-conference"\nsecret_env = "A_SECRET"\n'
NEEDED = "".join(f'[[questions]]\nref = "{field}"\nfield = "{field}"\n' for field in ("name", "email", "goal"))


def written(folder: Path, text: str, name: str = "a-form.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_demo_forms() -> None:
    forms = load_forms(DEMO)

    assert {id: form.builder for id, form in forms.items()} == {
        "typeform-demo": Builder.TYPEFORM,
        "tally-demo": Builder.TALLY,
        "jotform-demo": Builder.JOTFORM,
        "google-demo": Builder.GENERIC,
    }
    assert {form.conference for form in forms.values()} == {"personalized-learning-2026"}
    assert forms["typeform-demo"].secret_env == "TYPEFORM_DEMO_SECRET"


def test_only_toml_files_are_forms(tmp_path) -> None:
    written(tmp_path, HEAD + NEEDED)
    written(tmp_path, "no form", "README.md")

    assert list(load_forms(tmp_path)) == ["a-form"]


def test_a_folder_that_is_not_there(tmp_path) -> None:
    with pytest.raises(UnusableForm, match="there is no such folder"):
        load_forms(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("builder = typeform", "Invalid value (at line 1, column 11)"),
        ("", "builder: is missing, and is needed; conference: is missing, and is needed; secret_env"),
        (HEAD.replace("typeform", "formstack") + NEEDED, "builder: is none of 'typeform', 'tally'"),
        (HEAD.replace("A_SECRET", "hunter2 is my secret") + NEEDED, "secret_env: is not of the form ^"),
        (HEAD.replace("a-conference", "A Conference") + NEEDED, "conference: is no slug such as"),
        (HEAD + 'secret = "x"\n' + NEEDED, "secret: is no field there is here"),
        (HEAD + 'signature = "body"\n' + NEEDED, "signature can be chosen for a generic form only"),
        (HEAD + "questions = []", "no question maps to name and none to email and none to goal"),
        (HEAD + NEEDED.replace('field = "email"', 'field = "role"'), "no question maps to email"),
        (HEAD + NEEDED + '[[questions]]\nfield = "role"', "questions.3: needs exactly one of ref, id and title"),
        (HEAD + NEEDED + '[[questions]]\nref="a"\nid="b"\nfield = "role"', "exactly one of ref, id and title"),
        (HEAD + NEEDED + '[[questions]]\nref="a"\nfield = "shoe_size"', "questions.3.field: is none of 'name'"),
        (HEAD + NEEDED + '[[questions]]\nref="email"\nfield = "role"', "the ref “email” is there twice"),
        (HEAD + NEEDED + '[[questions]]\nref="a"\nfield = "role"\ngoal = 1', "only a goal or what goes with one"),
        (HEAD + NEEDED + '[[questions]]\nref="a"\nfield = "goal"\ngoal = 6', "is more than 5: write 5 or less"),
        (HEAD + NEEDED + '[[questions]]\nref="a"\nfield = "role"\nvalues = ["x"]', "questions.3.values"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, words) -> None:
    file = written(tmp_path, text)

    with pytest.raises(UnusableForm) as unusable:
        load_form(file)

    assert str(unusable.value).startswith(f"{file}: ")
    assert words in str(unusable.value)
    assert "hunter2" not in str(unusable.value)


@pytest.mark.parametrize("name", ["A Form.toml", "a_form.toml", "-a.toml", "a.b.toml", "é.toml"])
def test_a_name_that_is_no_part_of_an_address(tmp_path, name) -> None:
    with pytest.raises(UnusableForm, match="small letters"):
        load_forms(written(tmp_path, HEAD + NEEDED, name).parent)


def test_a_question_is_found_by_ref_by_id_or_by_title(tmp_path) -> None:
    form = load_form(
        written(
            tmp_path,
            HEAD
            + NEEDED
            + '[[questions]]\nid = 7\nfield = "role"\n'
            + '[[questions]]\ntitle = "Where do you teach?"\nfield = "school"\n',
        )
    )

    found = form.places(
        [
            Answered((), title="Anything", ref="email"),
            Answered((), id="7"),
            Answered((), title=" where do  YOU teach? "),
            Answered((), title="email"),
            Answered((), id="email", ref="7"),
            Answered(()),
        ]
    )

    assert found == [1, 3, 4, None, None, None]


def test_goals_are_numbered_in_their_order(tmp_path) -> None:
    fields = ("goal", "goal_area", "role", "goal", "goal_area")
    questions = [*((field, "") for field in fields), ("goal_area", "goal = 1")]
    text = "".join(
        f'[[questions]]\nref = "q{number}"\nfield = "{field}"\n{more}\n'
        for number, (field, more) in enumerate(questions)
    )
    form = load_form(written(tmp_path, HEAD + NEEDED.replace('"goal"', '"definition"', 2) + text))

    about = [
        number
        for question, number in zip(form.questions, goal_numbers(form.questions), strict=True)
        if question.field in (Target.GOAL, Target.GOAL_AREA)
    ]
    assert about == [1, 1, 2, 2, 1]
