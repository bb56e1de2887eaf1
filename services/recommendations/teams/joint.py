"""What a team came to for one of its members, as their agenda is made with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from services.recommendations.domain.company import ALONE, Company
from services.recommendations.domain.wishes import Wishes
from shared.contracts import registration as contract
from shared.contracts.vocabulary import Goal


@dataclass(frozen=True, slots=True)
class Joint:
    """The company somebody goes in, and which state of it this is: 0 while they were never in a team."""

    company: Company = ALONE
    version: int = 0


APART = Joint()


class JointReader(Protocol):
    """What teams came to for people."""

    async def of(self, participants: Sequence[str]) -> Mapping[str, Joint]:
        """By participant; who was never in a team is absent."""
        ...


def shared_wishes(wishes: Wishes, company: Company) -> Wishes:
    """Their wishes with the goals of their team after their own."""
    own = {goal.statement for goal in wishes.goals}
    return replace(wishes, goals=(*wishes.goals, *(goal for goal in company.goals if goal.statement not in own)))


def with_goals(wishes: contract.Wishes, company: Company) -> contract.Wishes:
    """The same in the words of the contract, for whoever shows them."""
    own = {goal.statement for goal in wishes.goals}
    others = (goal for goal in company.goals if goal.statement not in own)
    more = (Goal.model_validate({"statement": one.statement, "area": one.area}) for one in others)
    return wishes.model_copy(update={"goals": (*wishes.goals, *more)})
