"""What a signup says, line by line, in plain words; and two signups beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.registration.domain import wishes_news
from services.registration.participants import people
from services.registration.participants.person import Person
from shared.contracts.registration import Purpose, Signup
from shared.contracts.vocabulary import Goal, Ingredient
from shared.languages import N_, _, gettext
from shared.spoken import counted, hours, plain

_PRIORITIES = {1: N_("Matters most"), 2: N_("Matters"), 3: N_("Would be nice")}

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a signup says; no lines where it says nothing of it."""

    label: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing two signups say."""

    label: str
    before: Lines
    after: Lines

    @property
    def differs(self) -> bool:
        """Whether they disagree."""
        return self.before != self.after


def in_short(person: Person) -> list[Said]:
    """What somebody needs to see to know it is theirs, and what they agree to by saying so."""
    if person.signup is None:
        return []
    found = [*_about(person.signup), *_goals(person.signup, len(person.signup.goals))]
    if people.wishes(person, Purpose.UPDATES):
        found.append(Said(_("News of later conferences"), (_("Yes, by mail"),)))
    return [said for said in found if said.lines]


def compare(before: Signup, after: Signup) -> list[Compared]:
    """Everything both say or one of them does."""
    goals = max(len(before.goals), len(after.goals))
    # An organiser's own questions are asked nowhere else: where the new one has no answers, the old ones stay.
    asked = tuple(dict.fromkeys(answer.question for one in (before, after) for answer in one.answers))
    asked = asked if after.answers else ()
    pairs = zip(_everything(before, goals, asked), _everything(after, goals, asked), strict=True)
    return [Compared(old.label, old.lines, new.lines) for old, new in pairs if old.lines or new.lines]


def compare_with(person: Person, after: Signup) -> list[Compared]:
    """The same for what somebody has, with news as they stand now. Who does not ask for them takes nothing back."""
    compared = compare(person.signup, after) if person.signup else []
    if wishes_news(after):
        yes = (_("Yes, by mail"),)
        has = people.wishes(person, Purpose.UPDATES)
        compared.append(Compared(_("News of later conferences"), yes if has else (), yes))
    return compared


def _everything(signup: Signup, goals: int, asked: Sequence[str]) -> Iterator[Said]:
    yield from _about(signup)
    yield from _goals(signup, goals)
    yield Said(_("How you define personalised learning"), _one(signup.definition))
    for ingredient in Ingredient:
        step = getattr(signup.spectrum, ingredient)
        yield Said(plain(ingredient), (_("%(step)s of 4", step=step) if step else _("Not sure"),))
    windows = tuple(hours(window.start, window.end) for window in signup.available)
    yield Said(_("When you can be there"), windows or (_("All day"),))
    lengths = tuple(counted(minutes, "minute") for minutes in sorted(signup.lengths))
    yield Said(_("Session lengths"), lengths or (_("Any"),))
    given = {answer.question: answer.value for answer in signup.answers}
    for question in asked:
        yield Said(question, _one(given.get(question, "")))


def _about(signup: Signup) -> Iterator[Said]:
    yield Said(_("Name"), _one(signup.name))
    yield Said(_("Role"), _one(signup.role))
    yield Said(_("School or organisation"), _one(signup.school))


def _goals(signup: Signup, number: int) -> Iterator[Said]:
    for at in range(number):
        lines = _goal(signup.goals[at]) if at < len(signup.goals) else ()
        yield Said(_("Goal %(number)s", number=at + 1), lines)


def _goal(goal: Goal) -> Lines:
    lines = [goal.statement]
    if goal.area:
        lines.append(plain(goal.area))
    if goal.now and goal.want:
        lines.append(_("You are at %(now)s of 4 and want to get to %(want)s.", now=goal.now, want=goal.want))
    elif goal.now:
        lines.append(_("You are at %(now)s of 4.", now=goal.now))
    elif goal.want:
        lines.append(_("You want to get to %(want)s of 4.", want=goal.want))
    if goal.priority:
        lines.append(gettext(_PRIORITIES[goal.priority]))
    return tuple(lines)


def _one(text: str) -> Lines:
    return (text,) if text else ()
