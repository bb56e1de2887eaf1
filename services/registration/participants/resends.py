"""Sending the mail that asks to confirm a signup once more, for who does not find the first one."""

from typing import Protocol

from services.registration.guarding.limits import Verdict
from services.registration.participants import people
from services.registration.participants.deeds import Deeds
from services.registration.participants.life import State
from services.registration.participants.person import Change, Person, Tell
from services.registration.ports import PeopleStore
from shared.events import Producer
from shared.tokens import Tokens


class MailAllowance(Protocol):
    """How often mails that anybody can ask for are sent."""

    async def another(self, email: str, network: str) -> Verdict:
        """Whether one more may go to this address, asked for from this network. Raises Unavailable."""
        ...


class Resends:
    """Asks again. Whoever wants it learns nothing: not whether there was somebody to write to, nor if it was done."""

    def __init__(
        self, store: PeopleStore, deeds: Deeds, allowance: MailAllowance, producer: Producer, tokens: Tokens
    ) -> None:
        self._people, self._deeds, self._allowance = store, deeds, allowance
        self._producer, self._tokens = producer, tokens

    async def resend(self, signup: str, network: str) -> None:
        """Send it, if this signup made somebody whose address is still to be confirmed. Raises Unavailable."""
        person = await self._people.by_signup(signup)
        if person is None or person.state is not State.PENDING:
            return
        if not (await self._allowance.another(person.email, network)).allowed:
            return

        def decide(one: Person, tell: Tell) -> Change:
            if one.state is not State.PENDING:
                return Change(one, one, ())  # confirmed in this very moment
            return people.ask_again(one, self._producer.clock(), tell, self._tokens)

        await self._deeds.do(person.id, decide)
