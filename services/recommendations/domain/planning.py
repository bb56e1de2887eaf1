"""All that decides on somebody's agenda, brought into the form the best one is found in."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from services.recommendations.domain.agenda import best_day
from services.recommendations.domain.candidates import candidates_of
from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.hours import hours_of
from services.recommendations.domain.optimum.agenda import Best, Stay, best_agenda
from services.recommendations.domain.optimum.limits import Candidate, Limits
from services.recommendations.domain.pins import pinned
from services.recommendations.domain.preferences import Preferences, Sliders
from services.recommendations.domain.prerequisites import unprepared
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.value import Reader, Worth
from services.recommendations.domain.weights import Weights
from services.recommendations.domain.wishes import Wishes
from services.recommendations.domain.words import languages


class Planning:
    """Somebody's agenda, to be found. With `general`, it is one for anybody: no goal has to be a reason."""

    def __init__(
        self,
        programme: Programme,
        wishes: Wishes,
        preferences: Preferences,
        circumstances: Circumstances,
        weights: Weights,
        *,
        general: bool = False,
    ) -> None:
        self.programme, self.wishes, self.weights = programme, wishes, weights
        self.preferences, self.circumstances = preferences, circumstances
        self.general = general or not wishes.goals

    @cached_property
    def reader(self) -> Reader:
        """Their wishes, ready to value sessions."""
        spoken = {language for goal in self.wishes.goals for language in languages(goal.statement)}
        return Reader(
            wishes=self.wishes,
            scores=[self.programme.ranking.scores(goal.statement) for goal in self.wishes.goals],
            places=self.wishes.spectrum.stated() if self.wishes.spectrum else {},
            languages=spoken | {self.programme.language},
            general=self.general,
            weights=self.weights.slid(self.preferences.sliders),
            unprepared=unprepared(self.programme.sessions, self.preferences, self.circumstances),
        )

    @cached_property
    def worths(self) -> list[Worth]:
        """What each session of the timetable is worth to them."""
        pins, company = self.preferences.pins, self.circumstances.company
        return [
            company.worth(
                pinned(self.reader.worth(session), pins.get(session.guid), self.reader, session), session.guid
            )
            for session in self.programme.timetable.sessions
        ]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The sessions they may go to."""
        timetable = self.programme.timetable
        each_goal = self.preferences.each_goal
        goals = [self.reader.goals(session) if each_goal else 0 for session in timetable.sessions]
        spans = hours_of(self.wishes.available, self.preferences)
        asked = self.preferences, self.circumstances, spans, self.weights
        return list(candidates_of(timetable, self.worths, goals, *asked))

    @property
    def limits(self) -> Limits:
        """What a day must keep to."""
        asked = self.preferences
        return Limits(
            most=None if asked.most_minutes is None else 60 * asked.most_minutes,
            stretch=None if asked.longest_stretch is None else 60 * asked.longest_stretch,
            pause=60 * asked.pause,
            in_part=asked.in_part,
        )

    @cached_property
    def best(self) -> Best:
        """The best agenda."""
        return self.best_without(())

    def best_without(self, positions: Collection[int]) -> Best:
        """The best agenda that has none of these sessions."""
        return self.best_of([each for each in self.candidates if each.position not in positions])

    def best_of(self, candidates: Sequence[Candidate]) -> Best:
        """The best agenda of these sessions alone."""
        limits, goals = self.limits, self._goals
        if goals or limits.most is not None or limits.stretch is not None or limits.in_part:
            return best_agenda(self.programme.timetable, candidates, limits, goals)
        worth = [0] * len(self.worths)
        for each in candidates:
            worth[each.position] = each.points
        instants = self.programme.timetable.instants
        chosen = best_day(self.programme.timetable, worth)
        return Best(tuple(Stay(each, *instants[each], worth[each]) for each in chosen), 0)

    def worth_of(self, stay: Stay) -> int:
        """What is gained by being there, in points."""
        start, end = self.programme.timetable.instants[stay.position]
        return self.worths[stay.position].points * (stay.end - stay.start) // (end - start)

    @property
    def _goals(self) -> list[int]:
        """Those that each ask for a session, the one that matters most first."""
        if not self.preferences.each_goal:
            return []
        order = sorted(enumerate(self.wishes.goals), key=lambda each: (each[1].priority or 2, each[0]))
        return [1 << number for number, _ in order]

    def for_anybody(self) -> "Planning":
        """The same where no goal has to be a reason."""
        return Planning(self.programme, self.wishes, self.preferences, self.circumstances, self.weights, general=True)

    def for_their_goals(self) -> "Planning":
        """The same where a goal has to be a reason, if they have any."""
        return Planning(self.programme, self.wishes, self.preferences, self.circumstances, self.weights)

    def with_sliders(self, sliders: Sliders) -> "Planning":
        """The same with the sliders elsewhere."""
        preferences = replace(self.preferences, sliders=sliders)
        return Planning(
            self.programme, self.wishes, preferences, self.circumstances, self.weights, general=self.general
        )

    def with_wishes(self, wishes: Wishes) -> "Planning":
        """The same for somebody who wants something else."""
        return Planning(
            self.programme, wishes, self.preferences, self.circumstances, self.weights, general=self.general
        )
