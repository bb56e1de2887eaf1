"""A team sees more together, whoever joined first, and everybody keeps what they must see."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.recommendations.domain.circumstances import Circumstances
from services.recommendations.domain.company import Company, beside
from services.recommendations.domain.plan import plan
from services.recommendations.domain.preferences import Pin, Preferences
from services.recommendations.domain.programme import Programme
from services.recommendations.domain.wishes import Goal, Wishes
from services.recommendations.teams.coverage import Member, cover, covered, seen, together
from services.recommendations.teams.joint import shared_wishes
from tests.unit.recommendations.builders import DETROIT, a_session

WORDS = ["pacing", "choice", "grading", "stations", "robots"]
SESSION = st.tuples(st.sampled_from(WORDS), st.integers(9, 13), st.sampled_from([0, 30]), st.sampled_from([30, 60, 90]))
MEMBER = st.tuples(st.lists(st.sampled_from(WORDS), max_size=3), st.lists(st.integers(0, 9), max_size=2))


def laid_out(told) -> Programme:
    return Programme.of(
        [
            a_session(f"s{number}", f"{hour:02}:{minute:02}", minutes, title=word, room=f"Room {number}")
            for number, (word, hour, minute, minutes) in enumerate(told)
        ],
        DETROIT,
    )


def team_of(programme: Programme, told) -> list[Member]:
    return [
        Member(
            f"member {number}",
            Wishes(goals=tuple(Goal(word) for word in goals)),
            Preferences(pins={f"s{guid}": Pin.MUST for guid in must if f"s{guid}" in programme.sessions}),
            programme,
        )
        for number, (goals, must) in enumerate(told)
    ]


def alone(member: Member) -> frozenset[str]:
    return frozenset(item.guid for item in plan(member.programme, member.wishes, member.preferences).items)


@settings(max_examples=30)
@given(st.lists(SESSION, min_size=1, max_size=8), st.lists(MEMBER, min_size=1, max_size=3), st.randoms())
def test_together_they_never_see_less_and_keep_their_musts(told, people, chance):
    team = team_of(laid_out(told), people)
    worths = {member.participant: member.alone for member in team}
    apart = {member.participant: alone(member) for member in team}

    days = cover(team)

    assert seen(days, worths) >= seen(apart, worths)
    for member in team:
        must = member.preferences.pinned(Pin.MUST)
        # Where two of them are at once, it may be the other one.
        assert len(days[member.participant] & must) == len(apart[member.participant] & must)
    mixed = [*team]
    chance.shuffle(mixed)
    assert cover(mixed) == days, "it makes no difference who joined first"


@settings(max_examples=30)
@given(st.lists(SESSION, min_size=1, max_size=8), st.lists(MEMBER, min_size=2, max_size=3))
def test_everybodys_agenda_is_the_day_the_team_settled(told, people):
    team = team_of(laid_out(told), people)
    worths = {member.participant: member.alone for member in team}

    days = cover(team)

    for member in team:
        company = Company(covered(member.participant, days, worths), days[member.participant])
        day = plan(member.programme, member.wishes, member.preferences, Circumstances(company=company))
        made = {**days, member.participant: frozenset(item.guid for item in day.items)}
        assert made == days or together(made, worths) >= together(days, worths)


def test_two_who_want_the_same_two_sessions_at_once_see_both():
    programme = laid_out([("pacing", 9, 0, 60), ("pacing stations", 9, 0, 60)])
    days = cover(team_of(programme, [(["pacing", "pacing stations"], [])] * 2))

    assert sorted(map(sorted, days.values())) == [["s0"], ["s1"]]


def test_who_is_alone_keeps_their_day():
    programme = laid_out([("pacing", 9, 0, 60), ("robots", 9, 0, 60)])
    [member] = team_of(programme, [(["robots"], [])])
    assert cover([member]) == {"member 0": alone(member)}
    assert cover([]) == {}


def test_a_session_without_another_one_at_that_time_is_seen_by_both():
    programme = laid_out([("pacing", 9, 0, 60)])
    assert cover(team_of(programme, [(["pacing"], [])] * 2)) == {"member 0": {"s0"}, "member 1": {"s0"}}


def test_a_fourth_is_left_where_a_colleague_goes():
    assert beside(1000, 1000) == 1000
    assert beside(1000, 600) == 3 * 400 + 1000
    assert beside(1000, 0) == 4000


def test_goals_of_the_team_come_after_their_own_and_once():
    company = Company(goals=(Goal("robots"), Goal("pacing")))
    wishes = shared_wishes(Wishes(goals=(Goal("pacing"),)), company)
    assert [goal.statement for goal in wishes.goals] == ["pacing", "robots"]
