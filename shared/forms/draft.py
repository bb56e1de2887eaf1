"""A signup in the making: takes answers field by field, and hands back what does not fit."""

from collections.abc import Sequence
from typing import Any

from shared.contracts.registration import Answer, Signup
from shared.contracts.vocabulary import Ingredient, Window
from shared.forms import fields
from shared.forms.definition import OF_A_GOAL, Question, Target, goal_numbers
from shared.forms.text import cut, line, prose

LONGEST = {Target.NAME: 120, Target.ROLE: 80, Target.SCHOOL: 160, Target.DEFINITION: 2000, Target.GOAL: 300}
"""Characters, as the contract has them."""
MOST_GOALS = 5
MOST_OF_A_LIST = 10

_SHORTENED = "shortened"
_TWICE = "the field has an answer already"
_MANY = "more than the field can hold"


class Draft:
    """What is known of a signup so far."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions, self._numbers = questions, goal_numbers(questions)
        self._names: dict[int, str] = {}
        self._plain: dict[Target, Any] = {}
        self._spectrum: dict[str, int] = {}
        self._goals: dict[int, list[str]] = {}
        self._of_goals: dict[tuple[int, Target], Any] = {}
        self._available: list[Window] = []
        self._lengths: list[int] = []
        self.faults: dict[Target, str] = {}
        """Why the answer to a field was not taken."""

    def take(self, place: int, values: Sequence[str]) -> tuple[list[str], list[str]]:
        """Take the answers to the question at `place`. Returns notes, and the values to keep among the answers."""
        question, notes, rest = self._questions[place], [], []
        if question.field is Target.IGNORE:
            return ["not kept"], []
        for value in values:
            meant = question.meaning(value)
            try:
                note = self._put(question.field, place, meant) if meant else ""
            except ValueError as unfit:
                note = str(unfit)
                self.faults.setdefault(question.field, note)
            if note:
                notes.append(note)
                rest.append(value)
        return notes, rest

    def has(self, field: Target) -> bool:
        """Whether one of the needed fields is there."""
        match field:
            case Target.NAME:
                return bool(self._name())
            case Target.GOAL:
                return bool(self._goals)
        return field in self._plain

    def signup(self, conference: str, answers: Sequence[Answer]) -> Signup:
        """The contract's form; everything that is needed has to be there."""
        goals = [
            {
                "statement": statement,
                **{field.value.removeprefix("goal_"): self._of_goals.get((number, field)) for field in OF_A_GOAL},
            }
            for number in sorted(self._goals)
            for statement in self._goals[number]
        ]
        return Signup.model_validate(
            {
                "conference": conference,
                "name": self._name(),
                **{field.value: value for field, value in self._plain.items()},
                "goals": goals,
                "spectrum": self._spectrum,
                "available": self._available,
                "lengths": self._lengths,
                "answers": answers,
            }
        )

    def _name(self) -> str:
        # First and last name are two questions on many forms.
        return cut(" ".join(self._names[place] for place in sorted(self._names)), LONGEST[Target.NAME])

    def _put(self, field: Target, place: int, text: str) -> str:
        """Returns why the answer has to be kept as well, or nothing. Raises ValueError where it does not fit."""
        match field:
            case Target.NAME:
                return self._once(self._names, place, line(text), LONGEST[field])
            case Target.EMAIL:
                return self._once(self._plain, field, fields.email(text))
            case Target.ROLE | Target.SCHOOL:
                return self._once(self._plain, field, line(text), LONGEST[field])
            case Target.DEFINITION:
                return self._once(self._plain, field, prose(text), LONGEST[field])
            case Target.GOAL:
                return self._goal(self._numbers[place], line(text))
            case Target.GOAL_AREA:
                return self._of_goal(self._numbers[place], field, fields.area(text))
            case Target.GOAL_NOW | Target.GOAL_WANT:
                return self._of_goal(self._numbers[place], field, fields.step(text))
            case Target.GOAL_PRIORITY:
                return self._of_goal(self._numbers[place], field, fields.priority(text))
            case Target.AVAILABLE:
                return self._add(self._available, fields.window(text))
            case Target.LENGTHS:
                return self._add(self._lengths, fields.length(text))
        return self._once(self._spectrum, Ingredient(field.value).value, fields.step(text))

    def _once(self, known: dict[Any, Any], key: Any, value: Any, longest: int | None = None) -> str:
        if key in known:
            return "" if known[key] == value else _TWICE
        if not value:
            return ""
        known[key] = value if longest is None else cut(value, longest)
        return "" if known[key] == value else _SHORTENED

    def _goal(self, number: int, statement: str) -> str:
        if not statement:
            return ""
        if sum(len(some) for some in self._goals.values()) == MOST_GOALS:
            return _MANY
        self._goals.setdefault(number, []).append(cut(statement, LONGEST[Target.GOAL]))
        return _SHORTENED if len(statement) > LONGEST[Target.GOAL] else ""

    def _of_goal(self, number: int, field: Target, value: Any) -> str:
        if number not in self._goals:
            return "there is no goal it goes with"
        now = value if field is Target.GOAL_NOW else self._of_goals.get((number, Target.GOAL_NOW))
        want = value if field is Target.GOAL_WANT else self._of_goals.get((number, Target.GOAL_WANT))
        if now and want and want < now:
            return "wants to be less far than now"
        return self._once(self._of_goals, (number, field), value)

    @staticmethod
    def _add(known: list[Any], value: Any) -> str:
        if value in known:
            return ""
        if len(known) == MOST_OF_A_LIST:
            return _MANY
        known.append(value)
        return ""
