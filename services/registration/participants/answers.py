"""What people answer by a link of a mail: looking changes nothing, because mail scanners look; answering does."""

from dataclasses import dataclass, replace

from services.registration.participants import addresses, news, people
from services.registration.participants.deeds import Decide, Deeds
from services.registration.participants.life import TABLE, Deed, IllegalChange, State
from services.registration.participants.person import Change, Person, Tell, token_in
from services.registration.ports import HeldSignup, PeopleStore, SignupStore
from shared.events import Producer
from shared.tokens import Act, Tokens, hash_of


class UnknownToken(Exception):
    """Not one of ours, or of somebody who is not there any more."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody with a valid token is asked."""

    person: Person
    act: Act
    held: HeldSignup | None = None
    """The second signup, when the question is about one."""


class SpentToken(Exception):
    """Was used already, or its time is up. `question`: what it asked, where that is still known."""

    def __init__(self, question: Question | None = None, *, used: bool = True) -> None:
        super().__init__("used" if used else "expired")
        self.question, self.used = question, used


_ASKED_IN: dict[Act, frozenset[State | None]] = {
    Act.CONFIRM_INTEREST: frozenset((State.INTERESTED, State.CANCELLED)),
    Act.CONFIRM_SIGNUP: frozenset((State.PENDING,)),
    Act.ANSWER_OFFER: frozenset((State.OFFERED,)),
    Act.CONFIRM_ADDRESS: frozenset(TABLE[Deed.CHANGE]),
    Act.REVIEW_SIGNUP: frozenset(TABLE[Deed.CHANGE]),
}
"""In which states a question is still one: who signs up after saving the date has nothing left to confirm of that."""


class Answers:
    """Opens the links of mails."""

    def __init__(
        self, store: PeopleStore, signups: SignupStore, deeds: Deeds, producer: Producer, tokens: Tokens
    ) -> None:
        self._people, self._signups, self._deeds = store, signups, deeds
        self._producer, self._tokens = producer, tokens

    async def question(self, token: str, *acts: Act) -> Question:
        """What the token asks. Changes nothing. Raises UnknownToken or SpentToken."""
        hash = hash_of(token)
        if Act.REVIEW_SIGNUP in acts:
            return await self._review(hash)
        person = await self._people.by_token(hash)
        found = token_in(person, hash) if person else None
        if person is None or found is None or found.act not in acts:
            raise UnknownToken
        question = Question(person, found.act)
        over = found.until <= self._producer.clock()
        let_pass = over and found.act is Act.ANSWER_OFFER and person.state is State.CANCELLED
        if found.used or (person.state not in _ASKED_IN[found.act] and not let_pass):
            raise SpentToken(question)
        if over:
            raise SpentToken(question, used=False)
        return question

    async def confirm(self, token: str) -> Person:
        """Yes, it was me: a signup, an interest or an address. Raises UnknownToken, SpentToken, AddressTaken."""
        acts = (Act.CONFIRM_SIGNUP, Act.CONFIRM_INTEREST, Act.CONFIRM_ADDRESS)
        question = await self.question(token, *acts)
        decisions: dict[Act, tuple[Decide, ...]] = {
            Act.CONFIRM_SIGNUP: (
                lambda person, tell: people.confirm(person, tell, place=True),
                lambda person, tell: people.confirm(person, tell, place=False),
            ),
            Act.CONFIRM_INTEREST: (lambda person, _: news.confirm(person),),
            Act.CONFIRM_ADDRESS: (
                lambda person, tell: addresses.confirm_address(person, self._producer.clock(), tell, self._tokens),
            ),
        }
        return await self._answer(question, token, *decisions[question.act])

    async def answer_offer(self, token: str, *, accepted: bool) -> Person:
        """Take the place that is held, or let it go. Raises UnknownToken or SpentToken."""
        question = await self.question(token, Act.ANSWER_OFFER)
        if accepted:
            return await self._answer(question, token, people.accept)
        return await self._answer(question, token, lambda person, tell: people.end(person, Deed.DECLINE, tell))

    async def answer_review(self, token: str, *, accepted: bool) -> Person:
        """Let a second signup take the place of the first, or drop it. Raises UnknownToken or SpentToken."""
        question = await self.question(token, Act.REVIEW_SIGNUP)
        assert question.held
        try:
            return await self.decide_held(question.person, question.held, accepted=accepted)
        except IllegalChange as illegal:
            raise SpentToken(question) from illegal

    async def decide_held(self, person: Person, held: HeldSignup, *, accepted: bool) -> Person:
        """Let a second signup take the place of the first, or drop it. Raises IllegalChange."""

        def accept(place: bool) -> Decide:
            signup, at = held.signup.data, held.signup.time

            def decide(one: Person, tell: Tell) -> Change:
                return people.accept_review(people.with_consents(one, signup.consents, at), signup, tell, place=place)

            return decide

        if accepted:
            person = await self._deeds.do(person.id, accept(place=True), accept(place=False))
        await self._signups.decide(held.signup.id)
        return person

    async def _answer(self, question: Question, token: str, *decisions: Decide) -> Person:
        def once(decide: Decide) -> Decide:
            def decided(person: Person, tell: Tell) -> Change:
                # Looked at again: somebody may have used it since.
                found = token_in(person, hash_of(token))
                if found is None or found.used:
                    raise SpentToken(replace(question, person=person))
                try:
                    return decide(person, tell)
                except IllegalChange as illegal:
                    raise SpentToken(replace(question, person=person)) from illegal

            return decided

        return await self._deeds.do(question.person.id, *(once(decide) for decide in decisions))

    async def _review(self, hash: str) -> Question:
        held = await self._signups.held(hash)
        person = await self._people.find(held.participant) if held else None
        if held is None or person is None:
            raise SpentToken if await self._signups.was_decided(hash) else UnknownToken
        question = Question(person, Act.REVIEW_SIGNUP, held)
        if person.state not in _ASKED_IN[Act.REVIEW_SIGNUP]:
            raise SpentToken(question)
        if held.until is None or held.until <= self._producer.clock():
            raise SpentToken(question, used=False)
        return question
