"""From a submission to a signup, by the rules of one form.

Only a name, an e-mail address and a goal are needed: whoever wrote the rest has left, so what does not fit a field is
kept among the answers rather than refused.
"""

from dataclasses import dataclass

from shared.contracts.registration import Answer, Signup
from shared.forms.definition import NEEDED, OF_A_GOAL, Form, Question, Target
from shared.forms.draft import Draft
from shared.forms.submission import Answered, Submission
from shared.forms.text import cut, line, prose

KEPT = "kept as an answer"
MOST_ANSWERS = 50
LONGEST_QUESTION = 300
LONGEST_ANSWER = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one answered question. `field` is None where none maps it; `note` says what is worth knowing."""

    question: str
    value: str
    field: Target | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that is needed and was not answered, and the question it maps from."""

    field: Target
    question: str
    detail: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A submission by the rules of its form. There is a signup where nothing is lacking."""

    rows: tuple[Row, ...]
    answers: tuple[Answer, ...]
    left_out: int
    """Answers beyond what a signup can hold."""
    absent: tuple[Question, ...]
    """Questions of the form that this submission does not answer."""
    lacks: tuple[Lack, ...]
    signup: Signup | None


def map_submission(form: Form, submission: Submission) -> Mapped:
    """Map one submission; never fails."""
    given = [answered for answered in submission.answered if answered.values]
    draft, places = Draft(form.questions), form.places(given)
    rows: dict[int, Row] = {}
    kept: dict[int, Answer] = {}

    def turn(number: int) -> bool:
        # What goes with goals comes after them: only then it is known whether they are there.
        place = places[number]
        return place is not None and form.questions[place].field in OF_A_GOAL

    for number in sorted(range(len(places)), key=turn):
        answered, place = given[number], places[number]
        field = None if place is None else form.questions[place].field
        notes, rest = ([], list(answered.values)) if place is None else draft.take(place, answered.values)
        if rest:
            notes.append(KEPT)
            kept[number] = Answer(question=_called(answered), value=_shown(rest))
        rows[number] = Row(_called(answered), _shown(answered.values), field, "; ".join(dict.fromkeys(notes)))
    answers = tuple(kept[number] for number in sorted(kept))
    lacks = tuple(
        Lack(field, form.asking_for(field), draft.faults.get(field, "is missing"))
        for field in NEEDED
        if not draft.has(field)
    )
    return Mapped(
        rows=tuple(rows[number] for number in sorted(rows)),
        answers=answers[:MOST_ANSWERS],
        left_out=len(answers[MOST_ANSWERS:]),
        absent=tuple(question for place, question in enumerate(form.questions) if place not in places),
        lacks=lacks,
        signup=None if lacks else draft.signup(form.conference, answers[:MOST_ANSWERS]),
    )


def _called(answered: Answered) -> str:
    return cut(line(answered.question), LONGEST_QUESTION) or "?"


def _shown(values: tuple[str, ...] | list[str]) -> str:
    return cut(prose("\n".join(values)), LONGEST_ANSWER)
