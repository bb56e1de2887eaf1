"""Where mails lead: the pages of the other services, with what opens them."""

from dataclasses import dataclass

from shared.links import Links, Purpose
from shared.tokens import Act, Tokens


@dataclass(frozen=True, slots=True)
class Urls:
    """Makes the links of mails. Nothing of them is kept here: they follow from a participant or an event."""

    registration: str
    recommendations: str
    links: Links
    tokens: Tokens

    def agenda(self, participant: str) -> str:
        """Somebody's agenda."""
        return f"{self.recommendations}/agenda/{self.links.sign(Purpose.AGENDA, participant)}"

    def manage(self, participant: str) -> str:
        """Where somebody changes or cancels their signup."""
        return f"{self.registration}/manage/{self.links.sign(Purpose.MANAGE, participant)}"

    def confirm(self, act: Act, event: str) -> str:
        """Where the owner of an address says that it is theirs. `event`: the id of the one that asks."""
        return f"{self.registration}/confirm/{self.tokens.token(act, event)}"

    def offer(self, event: str) -> str:
        """Where somebody takes or declines a place."""
        return f"{self.registration}/offers/{self.tokens.token(Act.ANSWER_OFFER, event)}"

    def review(self, event: str) -> str:
        """Where somebody compares a second signup with their first."""
        return f"{self.registration}/reviews/{self.tokens.token(Act.REVIEW_SIGNUP, event)}"

    def signup(self, conference: str) -> str:
        """Where anybody signs up."""
        return f"{self.registration}/conferences/{conference}"
