"""What keeps programs from filling in the form, and lets people through: a field nobody sees, the time it takes to
fill in a form, and a little work for the browser where a network sends very much.

Nobody honest is lost: whoever is stopped sees the form again with everything they wrote, and the next time it passes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from services.registration.guarding.decoys import Decoys
from services.registration.guarding.derived import derived
from services.registration.guarding.limits import Allowances, TooMany, tell_refusal
from services.registration.guarding.proof import Asked, Proofs
from services.registration.guarding.signup_limits import RECIPIENT, SignupLimits
from services.registration.guarding.stamps import Stamp, Stamps
from services.registration.guarding.tally import Rule
from shared.languages import _, counting
from shared.outcomes import Unavailable

TRAP = "remarks"
"""The name of the field that people never see. Browsers, which fill in what they know, know no such field."""
PATIENCE = 60
"""Seconds with a form that count as much as a proof: for browsers without JavaScript."""
PATIENT = Rule("patient", 20, 600)
"""How many of one network may wait instead."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form said besides its answers."""

    conference: str
    submission: str
    stamp: str = ""
    proof: str = ""
    trap: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a form holds that people do not see."""

    stamp: str
    challenge: str = ""
    """Empty: no work is asked."""


class OnceMore(Exception):
    """The form is to be sent once more. Says why, in plain words; `retry_after`: not sooner, in seconds."""

    def __init__(self, rule: str, words: str, retry_after: int = 0) -> None:
        super().__init__(words)
        self.rule, self.retry_after = rule, retry_after


class Guards:
    """Looks at forms; programs that post JSON meet only limits."""

    def __init__(
        self,
        secret: str,
        limits: SignupLimits,
        allowances: Allowances,
        *,
        minimum: float,
        asked: Asked,
        clock: Callable[[], float],
    ) -> None:
        self._limits, self._allowances = limits, allowances
        self._minimum, self._asked, self._clock = minimum, asked, clock
        self._stamps = Stamps(derived(secret, "stamps"), clock)
        self._proofs = Proofs(derived(secret, "proofs"), clock)
        self.decoys = Decoys(derived(secret, "decoys"))

    def hidden(self, network: str, submission: str) -> Hidden:
        """For a form that is shown for the first time."""
        return self._hidden(network, self._stamps.make(submission), submission)

    def hidden_again(self, network: str, sent: Sent, submission: str) -> Hidden:
        """For a form that is shown again, under the same submission or another one."""
        before = self._stamps.read(sent.stamp, sent.submission)
        return self._hidden(network, self._stamps.make(submission, before, again=True), submission)

    def decoy_for(self, sent: Sent) -> str | None:
        """The id to answer with when no person has filled this in, None otherwise."""
        if not sent.trap.strip():
            return None
        tell_refusal("trap")
        return self.decoys.id_for(sent.conference, sent.submission)

    async def look(self, network: str, sent: Sent) -> None:
        """Raises OnceMore for a form that has to be sent again."""
        try:
            stamp = self._stamps.read(sent.stamp, sent.submission)
            if self._minimum > 0:
                self._in_time(stamp)
            if self._asks(network) and not self._proofs.holds(sent.proof, sent.submission):
                await self._patience(network, stamp)
        except OnceMore as once_more:
            tell_refusal(once_more.rule)
            raise

    def _in_time(self, stamp: Stamp | None) -> None:
        if stamp is None:
            raise OnceMore("old", _("This form was open for a long time. Everything you wrote is here: send it again."))
        if not stamp.again and self._clock() - stamp.shown_at < self._minimum:
            raise OnceMore("quick", _("That was quick. Please send it once more."))

    async def _patience(self, network: str, stamp: Stamp | None) -> None:
        waited = self._clock() - stamp.shown_at if stamp else 0.0
        if waited < PATIENCE:
            raise _please_wait(ceil(PATIENCE - waited))
        try:
            verdict = await self._allowances.spend(PATIENT, network)
        except Unavailable:
            return  # signups do not wait for the store
        if not verdict.allowed:
            raise _please_wait(verdict.retry_after)

    def _asks(self, network: str) -> bool:
        return self._asked is Asked.ALWAYS or (self._asked is Asked.SUSPICIOUS and self._limits.suspicious(network))

    def _hidden(self, network: str, stamp: str, submission: str) -> Hidden:
        return Hidden(stamp, self._proofs.challenge(submission) if self._asks(network) else "")


def words_for(too_many: TooMany) -> str:
    """A limit of signups, in plain words."""
    minutes = ceil(too_many.retry_after / 60)
    if too_many.rule == RECIPIENT:
        return counting(
            "This address was signed up many times. Your answers are kept: send them again in a minute.",
            "This address was signed up many times. Your answers are kept: send them again in %(num)s minutes.",
            minutes,
        )
    return counting(
        "Very many signups come from your network. Your answers are kept: send them again in a minute.",
        "Very many signups come from your network. Your answers are kept: send them again in %(num)s minutes.",
        minutes,
    )


def _please_wait(seconds: int) -> OnceMore:
    words = counting(
        "Very many signups come in, so your browser has to do a little work first, or you wait a moment. "
        "Everything you wrote is here: send it again in a minute.",
        "Very many signups come in, so your browser has to do a little work first, or you wait a moment. "
        "Everything you wrote is here: send it again in %(num)s minutes.",
        ceil(seconds / 60),
    )
    return OnceMore("proof", words, seconds)
